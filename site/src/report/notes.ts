// The notes on a sample, in groups that people ask for.
import type { Note } from '../wire.ts';

export type NoteGroup = 'off' | 'replaced' | 'kept' | 'read';

const groups: Record<string, NoteGroup> = {
  told: 'off',
  free: 'off',
  personal: 'replaced',
  key: 'replaced',
  dependency: 'kept',
  inequality: 'kept',
  sum: 'kept',
  equality: 'kept',
};

/** Whether a note says that a column is tied to others, which can be switched off. */
export const isTie = (note: Note): boolean => groups[note.kind] === 'kept';

/** The groups that have notes, in the order they matter: what was switched, replaced, kept, and how the rest was read. */
export function groupsOf(notes: Note[]): { group: NoteGroup; members: Note[] }[] {
  const order: NoteGroup[] = ['off', 'replaced', 'kept', 'read'];
  return order
    .map((group) => ({ group, members: notes.filter((note) => (groups[note.kind] ?? 'read') === group) }))
    .filter(({ members }) => members.length > 0);
}
