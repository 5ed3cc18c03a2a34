// Reads Bicep files with the grammar of tree-sitter-bicep and prints what they declare, as JSON: { file: declarations }.
// node bicep.cjs file... A string with an interpolation is { "text": "a-${b}" }, any other expression { "code": "a.b" }.
const { readFileSync } = require('node:fs');
const { Parser, Language } = require('web-tree-sitter');

const escapes = { n: '\n', r: '\r', t: '\t', "'": "'", '\\': '\\', $: '$' };
const unescape = (text) => text.replace(/\\u\{([0-9a-fA-F]+)\}|\\(.)/g, (_, code, one) => (code ? String.fromCodePoint(parseInt(code, 16)) : escapes[one] ?? one));

function string(node) {
  const multiline = node.text.startsWith("'''");
  const text = multiline ? node.text.slice(3, -3).replace(/^\r?\n/, '') : node.text.slice(1, -1);
  const interpolated = node.namedChildren.some((child) => child.type === 'interpolation');
  return interpolated ? { text } : multiline ? text : unescape(text);
}

const literals = {
  string,
  number: (node) => Number(node.text),
  boolean: (node) => node.text === 'true',
  null: () => null,
  object,
  array: (node) => node.namedChildren.filter((child) => child.type !== 'comment' && child.type !== 'decorators').map(value),
};

// A rule of the grammar that only picks another one has that one alone.
const wrappers = new Set(['expression', 'primary_expression', 'statement', 'declaration']);

function value(node) {
  if (wrappers.has(node.type) && node.namedChildCount === 1) {
    return value(node.namedChild(0));
  }

  return literals[node.type] ? literals[node.type](node) : { code: node.text };
}

function object(node) {
  const members = {};
  for (const property of node.namedChildren.filter((child) => child.type === 'object_property')) {
    const [key, content] = property.namedChildren.filter((child) => child.type !== 'comment');
    members[key.type === 'string' ? key.text.slice(1, -1) : key.text] = value(content);
  }

  return members;
}

// The body of a resource or module, which may stand in a condition or a loop.
function body(node) {
  if (node.type === 'if_statement') {
    return { ...body(node.namedChildren.find((child) => child.type === 'object')), condition: node.namedChild(0).text };
  }

  if (node.type === 'for_statement') {
    const content = node.childForFieldName('body');
    const inner = wrappers.has(content.type) ? content.namedChild(0) : content;
    const parts = node.namedChildren.filter((child) => child.type !== 'comment' && child.id !== content.id);
    return { ...body(inner), loop: { variable: parts[0].text, items: parts[1].text } };
  }

  return { body: object(node) };
}

const named = (node) => node.namedChildren.filter((child) => child.type !== 'comment');

function declaration(node, decorators, into) {
  const [first, second, third, fourth] = named(node);
  switch (node.type) {
    case 'target_scope_assignment':
      into.scope = string(first);
      break;
    case 'parameter_declaration':
      into.parameters[first.text] = { type: second.text, decorators, ...(third ? { default: value(third) } : {}) };
      break;
    case 'variable_declaration':
      into.variables[first.text] = value(second);
      break;
    case 'output_declaration':
      into.outputs[first.text] = { type: second.text, value: value(third) };
      break;
    case 'resource_declaration': {
      const [type, version] = string(second).split('@');
      const existing = node.children.some((child) => child.type === 'existing');
      into.resources[first.text] = { type, version, existing, ...body(fourth ?? third) };
      break;
    }
    case 'module_declaration':
      into.modules[first.text] = { path: string(second), ...body(third) };
      break;
    default:
      into.errors.push(`line ${node.startPosition.row + 1}: ${node.type} is not read`);
  }
}

function faults(node, found = []) {
  if (node.isError || node.isMissing) {
    found.push(`line ${node.startPosition.row + 1}: ${node.isMissing ? `there is no ${node.type}` : `'${node.text.slice(0, 40)}' is not understood`}`);
  } else if (node.hasError) {
    node.children.forEach((child) => faults(child, found));
  }

  return found;
}

// Every "a.b" and "a.b.c" of the file, every name that is used and every function that is called.
function collect(node, into, local = []) {
  if (node.type === 'for_statement') {
    const variables = node.namedChildren[0].type === 'for_loop_parameters' ? node.namedChildren[0].namedChildren : [node.namedChildren[0]];
    const within = [...local, ...variables.map((variable) => variable.text)];
    node.namedChildren.slice(1).forEach((child) => collect(child, into, within));
    return;
  }

  if (node.type === 'member_expression') {
    into.members.add(node.text.replace(/[!\s]/g, ''));
  } else if (node.type === 'identifier') {
    const isFirst = node.parent.namedChild(0).id === node.id;
    if (node.parent.type === 'call_expression' && isFirst) {
      into.functions.add(node.text);
    } else if (!(isFirst && /_(declaration|property)$/.test(node.parent.type)) && !local.includes(node.text)) {
      into.names.add(node.text);
    }
  }

  node.namedChildren.forEach((child) => collect(child, into, local));
}

function read(parser, file) {
  const tree = parser.parse(readFileSync(file, 'utf8'));
  const into = { errors: faults(tree.rootNode), parameters: {}, variables: {}, resources: {}, modules: {}, outputs: {} };
  let decorators = [];
  for (const statement of tree.rootNode.namedChildren) {
    let node = statement;
    while (wrappers.has(node.type) && node.namedChildCount > 0) {
      node = node.namedChild(0);
    }

    if (node.type === 'decorators') {
      decorators = node.namedChildren.map((decorator) => decorator.text);
    } else if (node.type !== 'comment' && !node.hasError) {
      declaration(node, decorators, into);
      decorators = [];
    }
  }

  const used = { members: new Set(), names: new Set(), functions: new Set() };
  collect(tree.rootNode, used);
  return { ...into, members: [...used.members], names: [...used.names], functions: [...used.functions] };
}

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  const files = process.argv.slice(2);
  console.log(JSON.stringify(Object.fromEntries(files.map((file) => [file, read(parser, file)]))));
})();
