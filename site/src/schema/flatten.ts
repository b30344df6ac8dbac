// Schemas that nest nothing but are written as if: a component of an OpenAPI document, $refs to a plain definition. Written
// out, they are tables whose columns can be edited.
import { isObject } from '../json.ts';
import { fromToken } from '../pointer.ts';
import type { Json, JsonObject } from '../wire.ts';

/** Keywords that make a schema more than a plain table, or a column more than a plain cell; as in engine/schema. */
const applicators = [
  '$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas',
  'dependentRequired', 'dependencies', 'propertyNames', 'patternProperties', 'minProperties', 'maxProperties',
  'unevaluatedProperties', 'unevaluatedItems', 'items', 'prefixItems', 'contains', 'additionalItems', 'minItems', 'maxItems',
  'uniqueItems',
];

/** The schema with its plain $refs written out, or the component of a document as a schema; what it was where that cannot be. */
export function flatten(document: unknown, component: string): unknown {
  if (!isObject(document)) return document;
  const library = libraryOf(document);
  const schema = library ? library[component] : document;
  if (!isObject(schema) || !isObject(schema.properties) || !isPlain(schema)) return document;
  const properties = Object.entries(schema.properties).map(([name, p]) => [name, resolved(p, document)] as const);
  if (properties.some(([, p]) => p === null)) return document;
  const unchanged = !library && properties.every(([name, p]) => p === (schema.properties as JsonObject)[name]);
  if (unchanged) return document;
  const translate = library && !/^3\.[12]/.test(String(document.openapi)) ? fromOpenApi : (p: JsonObject) => p;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: component,
    ...schema,
    properties: Object.fromEntries(properties.map(([name, p]) => [name, translate(p!)])),
  };
}

/** The named schemas of an OpenAPI or Swagger document; null for any other. */
function libraryOf(document: JsonObject): JsonObject | null {
  const { components, definitions } = document;
  if ('openapi' in document) return isObject(components) && isObject(components.schemas) ? components.schemas : {};
  return 'swagger' in document ? (isObject(definitions) ? definitions : {}) : null;
}

function isPlain(schema: JsonObject): boolean {
  const others = schema.additionalProperties;
  return !applicators.some((keyword) => keyword in schema) && (schema.type ?? 'object') === 'object' && !isObject(others);
}

/** A property without its $ref: what that leads to; null where it is no plain cell. */
function resolved(property: Json | undefined, document: JsonObject): JsonObject | null {
  let found: Json | undefined = property;
  for (let hops = 0; isObject(found) && typeof found.$ref === 'string'; hops++) {
    // Beside a $ref other keywords count in one draft and not in another.
    if (hops > 8 || Object.keys(found).length > 1) return null;
    found = at(document, found.$ref);
  }
  if (!isObject(found) || 'properties' in found || applicators.some((keyword) => keyword in (found as JsonObject))) return null;
  return found.type === 'object' || found.type === 'array' ? null : found;
}

/** What a local $ref leads to. */
function at(document: JsonObject, ref: string): Json | undefined {
  if (!ref.startsWith('#/')) return undefined;
  const tokens = ref.slice(2).split('/').map((token) => fromToken(decoded(token)));
  let found: Json | undefined = document;
  for (const token of tokens) found = isObject(found) && Object.hasOwn(found, token) ? found[token] : undefined;
  return found;
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** OpenAPI 3.0's own keywords as those of JSON Schema. */
function fromOpenApi({ nullable, exclusiveMinimum, exclusiveMaximum, example: _, ...property }: JsonObject): JsonObject {
  const { minimum, maximum, ...rest } = property;
  const bounds: JsonObject = {};
  if (minimum !== undefined) bounds[exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum'] = minimum;
  if (maximum !== undefined) bounds[exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum'] = maximum;
  const type: JsonObject = nullable === true && typeof rest.type === 'string' ? { type: [rest.type, 'null'] } : {};
  return { ...rest, ...bounds, ...type };
}
