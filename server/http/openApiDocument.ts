import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../shared/contract.ts';

/** What every operation may answer instead, by status; the body is always an `Error`. */
const refusals = {
  400: 'Bad input; `data.field` names the first field that is wrong, `data.issues` all of them.',
  401: 'No valid token.',
  403: "A `Host` or `Origin` that is not Watchkeeper's own.",
  404: 'There is no such thing, or it does not run here.',
  409: 'Something has to be changed first; the message says what.',
  413: 'The request is larger than one megabyte.',
  503: 'Not possible just now; trying again may help.',
};

/** The contract as an OpenAPI document, with the address below which it is served. `cookieName`: see `auth`. */
export async function openApiDocument(version: string, cookieName: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: 'Watchkeeper',
      version,
      description:
        'Alerts of a data or e-commerce platform: what is wrong, who has it, and whether the watch itself can see.',
    },
    servers: [{ url: '/api' }],
    security: [{ bearer: [] }, { cookie: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: cookieName },
      },
      schemas: { Error: errorSchema },
      responses: Object.fromEntries(
        Object.entries(refusals).map(([status, description]) => [
          `Refusal${status}`,
          { description, content: errorBody },
        ]),
      ),
    },
  });
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path?.get, path?.put, path?.post, path?.delete]) if (operation) complete(operation);
  }
  return document;
}

const errorSchema = {
  type: 'object',
  required: ['defined', 'code', 'status', 'message'],
  properties: {
    defined: { type: 'boolean' },
    code: { type: 'string', examples: ['BAD_REQUEST', 'NOT_FOUND', 'SERVICE_UNAVAILABLE'] },
    status: { type: 'integer' },
    message: { type: 'string', description: 'A sentence for people.' },
    data: {},
  },
} satisfies OpenAPI.SchemaObject;

const errorBody = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };

function complete(operation: OpenAPI.OperationObject): void {
  for (const parameter of operation.parameters ?? []) {
    // The generator writes lists as `deepObject`, which is for objects; ours are repeated.
    if ('style' in parameter && parameter.style === 'deepObject' && isList(parameter.schema)) parameter.style = 'form';
  }
  const missing = Object.keys(refusals).filter((status) => operation.responses?.[status] === undefined);
  operation.responses = {
    ...operation.responses,
    ...Object.fromEntries(missing.map((status) => [status, { $ref: `#/components/responses/Refusal${status}` }])),
  };
}

function isList(schema: OpenAPI.ParameterObject['schema']): boolean {
  return schema !== undefined && 'type' in schema && schema.type === 'array';
}
