// Values that nobody means: arguments of every command, shaped by the generated types and bent at random.
// What the shell must make of them is asserted by the tests.

import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './app.mjs';

/** The compiler that checks the interface also reads its types here. */
const ts = createRequire(join(ROOT, 'ui/package.json'))('typescript');

/** Dice that fall the same way again (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { roll, below: (most) => Math.floor(roll() * most), of: (list) => list[Math.floor(roll() * list.length)] };
}

const WORDS = [
  '', ' ', 'today', 'person', '2026-10-09', '2026-02-30', '9999-12-31', '-0001-01-01', '10:30:00', '25:61:61',
  '2026-10-09T10:08:00+02:00', '0199c1a0-0000-7000-8000-000000000001', '00000000-0000-0000-0000-000000000000',
  '../../../etc/passwd', 'C:\\Windows\\system32', '/dev/zero', 'file:///etc/passwd', '%2e%2e%2f', '\u0000', 'a\u0000b',
  "'; DROP TABLE people; --", '" OR 1=1 --', 'NEAR(a b, 2)', '*', '"', '-', '\u202egnp.exe', '\ud800', '\ufeff', 'e\u0301'.repeat(50),
  '<img src=x onerror=alert(1)>', '{{constructor}}', '__proto__', '- [ ] @me by fri', '> [!private]\n> ', '📅 2026-10-14',
  'x'.repeat(300), 'x'.repeat(5_000), '[[' .repeat(500), '> '.repeat(500), 'Europe/Berlin', 'Mars/Olympus',
];
const NUMBERS = [0, 1, -1, 2, 5, 255, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, -1e308, 0.5, Number.MIN_VALUE];
const OTHERS = [null, true, false, [], {}, [null], [[[[]]]], { kind: 'x' }, { __proto__: null, id: 1 }, [{}], { value: { value: {} } }];

/** The commands of the bindings, each with the names and types of its arguments, and every type by name. */
export async function readCommands() {
  const text = await readFile(join(ROOT, 'ui/src/bindings.ts'), 'utf8');
  const file = ts.createSourceFile('bindings.ts', text, ts.ScriptTarget.Latest, true);
  const types = new Map();
  const commands = [];
  const visit = (node) => {
    if (ts.isTypeAliasDeclaration(node)) types.set(node.name.text, node.type);
    if (ts.isCallExpression(node) && node.expression.getText() === '__TAURI_INVOKE') {
      let arrow = node;
      while (!ts.isArrowFunction(arrow)) arrow = arrow.parent;
      const words = arrow.parameters.map((parameter) => ({ name: parameter.name.text, type: parameter.type }));
      commands.push({ name: node.arguments[0].text, words });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { commands, types };
}

/** A maker of arguments; `known` are ids and names that are really there, by the name of their type. */
export function maker(types, random, known) {
  const any = () => random.of([() => random.of(WORDS), () => random.of(NUMBERS), () => random.of(OTHERS)])();
  const make = (type, depth) => {
    if (random.roll() < 0.06 || depth > 8) return any();
    if (ts.isTypeReferenceNode(type)) {
      const name = type.typeName.getText();
      if (known[name]?.length && random.roll() < 0.9) return random.of(known[name]);
      // An id of nothing.
      if (name.endsWith('Id') && random.roll() < 0.9) return '0199c1a0-0000-7000-8000-00000000beef';
      if (name === 'Array') return list(type.typeArguments[0], depth);
      const named = types.get(name);
      return named ? make(named, depth + 1) : any();
    }
    if (ts.isArrayTypeNode(type)) return list(type.elementType, depth);
    if (ts.isUnionTypeNode(type)) return make(random.of(type.types), depth + 1);
    if (ts.isParenthesizedTypeNode(type)) return make(type.type, depth);
    if (ts.isIntersectionTypeNode(type)) return Object.assign({}, ...type.types.map((part) => make(part, depth + 1)));
    if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.NullKeyword ? null : literal(type.literal);
    if (ts.isTypeLiteralNode(type)) {
      const made = {};
      for (const member of type.members) {
        if (random.roll() < 0.02) continue;
        if (member.type) made[member.name.text] = make(member.type, depth + 1);
      }
      if (random.roll() < 0.03) made[random.of(['extra', '__proto__', 'id', 'path'])] = any();
      return made;
    }
    switch (type.kind) {
      case ts.SyntaxKind.StringKeyword:
        return random.of(WORDS);
      case ts.SyntaxKind.NumberKeyword:
        return random.roll() < 0.6 ? random.below(8) : random.of(NUMBERS);
      case ts.SyntaxKind.BooleanKeyword:
        return random.roll() < 0.5;
      case ts.SyntaxKind.NullKeyword:
        return null;
      default:
        return any();
    }
  };
  const list = (type, depth) => Array.from({ length: random.of([0, 1, 1, 2, 3, 40]) }, () => make(type, depth + 1));
  const literal = (node) => (ts.isStringLiteral(node) ? node.text : node.kind === ts.SyntaxKind.TrueKeyword);
  return (words) => Object.fromEntries(words.map(({ name, type }) => [name, make(type, 0)]));
}
