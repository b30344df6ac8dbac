// The second judge of `make conformance`: ajv on every instance that the Go
// run wrote, and json-schema-faker on the same schemas under the same judge.
//
//   node conformance.mjs INSTANCES CORPUS_FOLDER
//
// INSTANCES is the file that GROFLEX_INSTANCES named in the Go run. ajv is
// believed only where it accepts the corpus' own witness.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

const seeds = [1, 2, 3, 4, 5];
const patience = 5000; // milliseconds for the five instances of one schema

const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((l) => JSON.parse(l));

async function judges() {
  const [{ default: Ajv }, { default: Ajv4 }, { default: Ajv2019 }, { default: Ajv2020 }, { default: formats }, { createRequire }] =
    await Promise.all([import("ajv"), import("ajv-draft-04"), import("ajv/dist/2019.js"), import("ajv/dist/2020.js"),
      import("ajv-formats"), import("node:module")]);
  const draft6 = createRequire(import.meta.url)("ajv/dist/refs/json-schema-draft-06.json");
  const classes = { 4: Ajv4, 6: Ajv, 7: Ajv, "2019-09": Ajv2019, "2020-12": Ajv2020 };
  return (draft, schema) => {
    const ajv = new classes[draft]({ strict: false, logger: false, unicodeRegExp: false, validateFormats: true });
    if (draft === "6") ajv.addMetaSchema(draft6);
    formats(ajv);
    return ajv.compile(schema);
  };
}

if (isMainThread) {
  const [instancesFile, folder] = process.argv.slice(2);
  const made = new Map();
  for (const line of lines(instancesFile)) made.set(`${line.corpus}/${line.id}`, line.instances ?? []);
  const compile = await judges();
  const faker = new Faker();
  for (const corpus of ["strong", "schemastore"]) {
    const ours = {}, theirs = {};
    for (const entry of lines(join(folder, `${corpus}.jsonl`))) {
      const id = entry.id ?? entry.name;
      let validate;
      try {
        validate = compile(entry.draft, structuredClone(entry.schema));
        if ("witness" in entry && !validate(entry.witness)) throw new Error("rejects the witness");
      } catch {
        count(ours, "not judged by ajv");
        count(theirs, "not judged by ajv");
        continue;
      }
      const verdict = (values) => values.length < seeds.length ? "refused" : values.every((v) => validate(v)) ? "pass" : "invalid";
      const outcome = verdict(made.get(`${corpus}/${id}`) ?? []);
      count(ours, outcome);
      if (outcome === "invalid") console.log(`  groflex ${id}: ${validate.errors?.[0]?.instancePath} ${validate.errors?.[0]?.message}`);
      const answer = await faker.draw(entry.schema);
      count(theirs, answer.values ? verdict(answer.values) : answer.fault);
    }
    print(corpus, "groflex", ours);
    print(corpus, "json-schema-faker", theirs);
  }
  faker.end();
} else {
  const { generate } = await import("json-schema-faker");
  parentPort.on("message", async (schema) => {
    try {
      const values = [];
      for (const seed of seeds) values.push(await generate(structuredClone(schema), { seed }));
      parentPort.postMessage({ values: JSON.parse(JSON.stringify(values)) });
    } catch {
      parentPort.postMessage({ fault: "crashed" });
    }
  });
}

// Faker asks a worker for instances, and replaces it when it hangs.
function Faker() {
  let worker, settle;
  const fail = (fault) => {
    worker?.terminate();
    worker = undefined;
    settle({ fault });
  };
  const start = () => {
    const started = new Worker(new URL(import.meta.url));
    started.on("message", (answer) => settle(answer));
    started.on("error", () => started === worker && fail("crashed"));
    return started;
  };
  this.draw = (schema) => new Promise((resolve) => {
    const timer = setTimeout(() => fail("over 5 s"), patience);
    settle = (answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker ??= start();
    worker.postMessage(schema);
  });
  this.end = () => worker?.terminate();
}

function count(table, key) {
  table[key] = (table[key] ?? 0) + 1;
}

function print(corpus, who, table) {
  const judged = Object.entries(table).reduce((n, [key, k]) => n + (key === "not judged by ajv" ? 0 : k), 0);
  const share = (100 * (table.pass ?? 0)) / judged;
  console.log(`${corpus} ${who}: ${share.toFixed(1)}% of ${judged} pass by ajv`, JSON.stringify(table));
}
