// Looks for words where they must not be: in files, in every encoding a program is likely to use; and for sockets.
// Which words and which programs is the tests' matter.

import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files larger than this are somebody else's: nothing here writes that much. */
const LARGEST = 256 << 20;

/** The spellings in which a program may have written a word. */
function spellings(word) {
  const utf16 = Buffer.from(word, 'utf16le');
  return [Buffer.from(word, 'utf8'), utf16, Buffer.from(utf16).swap16()];
}

/** All regular files under a folder, changed since `since` (milliseconds). */
async function* files(folder, since) {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const about = await lstat(path).catch(() => undefined);
    if (about?.isDirectory()) yield* files(path, since);
    else if (about?.isFile() && about.mtimeMs >= since && about.size <= LARGEST) yield path;
  }
}

/** Files under the folders that hold one of the words; `looked` counts those that were read. */
export async function findWords(folders, words, since = 0) {
  const wanted = words.flatMap(spellings);
  const found = [];
  let looked = 0;
  for (const folder of folders) {
    for await (const path of files(folder, since)) {
      const bytes = await readFile(path).catch(() => undefined);
      if (!bytes) continue;
      looked += 1;
      if (wanted.some((spelling) => bytes.includes(spelling))) found.push(path);
    }
  }
  return { found, looked };
}

/** What a trace of system calls (`strace -e trace=socket,connect`) says about the network. */
export async function readTrace(file) {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return {
    local: lines.filter((line) => line.includes('AF_UNIX')),
    internet: lines.filter((line) => /\bAF_INET6?\b/.test(line)),
    // A connection that leaves this computer.
    outward: lines.filter(
      (line) => /connect\(.*sin6?_/.test(line) && !/inet_addr\("127\.|"::1"|"::ffff:127\./.test(line),
    ),
  };
}
