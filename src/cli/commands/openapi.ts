import { resolve } from 'node:path';
import { type ContractChoice, loadContracts } from '../../conformance/sources/load-contracts.js';
import { openApi } from '../../contract/openapi.js';
import { writeFileAtomic } from '../../output/atomic-file.js';
import { createRedactor } from '../../output/redactor.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { packageVersion } from '../../run/package-root.js';
import { openConsole } from '../../run/terminal.js';

/** Options of `facegate openapi` as the command line gives them. */
export interface OpenApiOptions extends ContractChoice {
  readonly out?: string;
}

/** Writes the contracts as OpenAPI 3.1, JSON, to a file or to the standard output. Sends nothing. */
export async function openApiCommand(options: OpenApiOptions): Promise<ExitCode> {
  const redactor = createRedactor([]);
  const console = openConsole(redactor);
  const { endpoints } = await loadContracts(options, process.cwd());
  const document = openApi(endpoints, {
    title: endpoints.map(({ name }) => name).join(', '),
    version: packageVersion,
    description: "Stated from the vendor's pages by facegate; x-rules lists every rule with its standing.",
  });
  const text = `${JSON.stringify(document, undefined, 2)}\n`;
  if (options.out === undefined) console.block(text.trimEnd());
  else {
    const path = resolve(options.out);
    writeFileAtomic(path, text, redactor);
    const called = endpoints.flatMap(({ name, endpoint }) => (endpoint === null ? [] : [name]));
    console.line(`OpenAPI 3.1 of ${called.join(', ')}: ${options.out}`);
  }
  return EXIT.passed;
}
