// Rows made by the rivals, and by the engine's wasm, for Node and for browsers alike.

/** The columns of retail/customers as a page that uses faker plainly would make them; the bytes of rows lines of CSV. */
export async function fakerRows(rows, module) {
  const { faker } = await import(module);
  faker.seed(9);
  const encoder = new TextEncoder();
  const from = new Date('2020-01-01');
  const to = new Date('2025-12-31');
  const segments = [
    { value: 'consumer', weight: 0.62 },
    { value: 'loyalty', weight: 0.3 },
    { value: 'business', weight: 0.08 },
  ];
  const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  let bytes = 0;
  let lines = [];
  for (let row = 0; row < rows; row++) {
    const firstName = faker.person.firstName();
    const lastName = faker.person.lastName();
    const cells = [
      `CUS-${String(row + 1).padStart(8, '0')}`,
      firstName,
      lastName,
      faker.internet.email({ firstName, lastName }),
      faker.phone.number(),
      faker.location.streetAddress(),
      faker.location.city(),
      faker.location.state({ abbreviated: true }),
      faker.location.zipCode('#####'),
      String(faker.location.latitude({ precision: 6 })),
      String(faker.location.longitude({ precision: 6 })),
      faker.location.countryCode(),
      faker.helpers.weightedArrayElement(segments),
      faker.finance.amount({ min: 0, max: 10_000, dec: 2 }),
      faker.date.between({ from, to }).toISOString().slice(0, 10),
    ];
    lines.push(cells.map(cell).join(','));
    if (lines.length === 1000 || row === rows - 1) {
      bytes += encoder.encode(`${lines.join('\n')}\n`).length;
      lines = [];
    }
  }
  return bytes;
}

/** Starts the engine of the page: an object with the wasm's memory, and globalThis.groflex. */
export async function startEngine(wasm, files) {
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(wasm, go.importObject);
  go.run(instance);
  await globalThis.groflex.catalog(files);
  return instance.exports.mem;
}

/** A slice of the rows, every byte handed over as the page gets it; its bytes. */
export async function engineRows(request, report) {
  let bytes = 0;
  const sink = {
    write(chunk) {
      bytes += chunk.length;
      return chunk; // its memory, as the page does once a file has it
    },
  };
  await globalThis.groflex.open(request, { report });
  await globalThis.groflex.slice(request.rows ?? { from: 0, to: request.count }, sink);
  await globalThis.groflex.part();
  return bytes;
}

/** Runs engine/bench, built for wasm, with arguments; the lines it prints, as objects. */
export async function benchRounds(wasm, args) {
  const go = new globalThis.Go();
  go.argv = ['bench', ...args];
  const { instance } = await WebAssembly.instantiate(wasm, go.importObject);
  const lines = [];
  const { log } = console;
  console.log = (text) => lines.push(...text.split('\n'));
  await go.run(instance);
  console.log = log;
  for (const timer of go._scheduledTimeouts.values()) clearTimeout(timer); // one may still be due
  return lines.map((line) => JSON.parse(line));
}
