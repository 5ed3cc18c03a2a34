// Validates values against the schemas of an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12.
// node openapi.cjs document.json values.json, the latter [{ "name", "schema": name or schema, "value" }]. Prints what is wrong.
const { readFileSync } = require('node:fs');
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const [document, values] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
// A keyword or format that nobody checks is an error; the rest of strictness is taste.
const ajv = new Ajv({ strictSchema: true, strictTypes: false, strictRequired: false, allErrors: true });
ajv.addVocabulary(['components', 'example']);
addFormats(ajv);
ajv.addSchema({ $id: 'https://example.com/openapi.json', components: document.components });

// References inside a schema lead into the document.
const rooted = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"https://example.com/openapi.json#/components/'));
for (const { name, schema, value } of values) {
  const check = typeof schema === 'string'
    ? ajv.getSchema(`https://example.com/openapi.json#/components/schemas/${schema}`)
    : ajv.compile(rooted(schema));
  if (!check) {
    console.log(`${name}: there is no schema ${schema}`);
  } else if (!check(value)) {
    console.log(`${name}: ${ajv.errorsText(check.errors)}: ${JSON.stringify(value)}`);
  }
}
