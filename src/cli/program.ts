import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { suggest } from '../contract/suggest.js';
import { OUTCOMES } from '../emulator/endpoints/liveness/status.js';
import { GATE_PROFILES, GATE_STAGES } from '../load/gate/stages.js';
import { createRedactor } from '../output/redactor.js';
import { EXIT, type ExitCode } from '../run/exit-codes.js';
import { guardInterrupts, interruptCode } from '../run/interrupt.js';
import { packageRoot, packageVersion } from '../run/package-root.js';
import type { PresentationOptions } from '../run/presentation.js';
import { reportFailure } from '../run/report-failure.js';
import { openConsole, redactorInUse } from '../run/terminal.js';
import type { ClientOptions } from './commands/client.js';
import type { DriftOptions } from './commands/drift.js';
import type { LoadOptions } from './commands/load.js';
import { followLauncher } from './launcher.js';
import {
  against,
  choosing,
  collecting,
  contracts,
  deviations,
  endpoint,
  engine,
  history,
  lang,
  live,
  oneOf,
  out,
  playwrightReport,
  presenting,
  refuseTwice,
  report,
  sandbox,
  seed,
  share,
  target,
  time,
  wholeNumber,
} from './options.js';

let exitCode: ExitCode = EXIT.passed;

const program = new Command('facegate')
  .description("Contract tests and load tests for Megvii's FaceID web liveness API")
  .version(packageVersion)
  .showHelpAfterError('(add --help for all options)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 passed, 1 a rule, threshold or promise is broken, 2 usage or configuration, 3 target not reached, 4 inconclusive, 5 this machine gave way, 130 or 143 interrupted',
  );

presenting(choosing(program.command('contract')))
  .description('run every scenario against a target and write a report')
  .addOption(target())
  .addOption(contracts())
  .addOption(endpoint())
  .addOption(seed())
  .addOption(deviations())
  .option('--repeat <n>', 'run so often, each time with another seed and folder; the worst end counts', wholeNumber(1))
  .option('--propose-deviations', 'write what fails as deviations for a person to complete and sign')
  .option('--workers <n>', 'cases side by side', wholeNumber(1))
  .option('--saturate', 'allow bursts above the concurrency limit against a target on the network')
  .option('--headed', 'show the browser of the liveness flow')
  .option('--person', 'a person sits before the camera: show the browser, use the real camera, give more time')
  .addOption(sandbox())
  .addOption(playwrightReport())
  .action(ending(async () => (await import('./commands/contract.js')).contractCommand));

presenting(program.command('load'))
  .description('run a load script: smoke, latency, limit, ramp, spike, soak, or a .ts or .js file of your own')
  .argument('<script>', 'a name, or the path of a file')
  .argument('[k6-options...]', "after --: k6's own options, e.g. -- --tag run=7")
  .addOption(target())
  .addOption(engine())
  .addOption(live())
  .addOption(seed())
  .option('--photo [file]', 'send a photo along: a JPEG, by default one of the package')
  .option(
    '--resolve <url=file>',
    'a file for a module that your script imports by address; may be given again',
    collecting(),
  )
  .option('--saturate', 'allow load that makes a service on the network give way')
  .addOption(new Option('--export <what>', "write manifests for k6's operator instead of running").choices(['k8s']))
  .option('--parallelism <n>', 'pods that share the load of --export k8s (default: 1)', wholeNumber(1))
  .showHelpAfterError("(k6's own options stand after --: facegate load latency -- -e FACEGATE_RATE=20)")
  .action(async (script: string, k6Options: string[], options: LoadOptions) => {
    const { loadCommand } = await import('./commands/load.js');
    exitCode = await loadCommand(script, k6Options, options);
  });

presenting(program.command('limit'))
  .description('find how many requests a target accepts at once')
  .addOption(target())
  .addOption(engine())
  .addOption(
    new Option(
      '--mode <mode>',
      'saturate: go over the limit (default on this machine); headroom: only see whether --max at once are accepted',
    ).choices(['headroom', 'saturate']),
  )
  .option('--saturate', 'the same as --mode saturate, also against a target on the network')
  .option(
    '--max <n>',
    'the most requests in flight (default: 200; for headroom what the target file says)',
    wholeNumber(1),
  )
  .option('--budget <n>', 'the most requests (default: 10000)', wholeNumber(10))
  .addOption(live())
  .addOption(seed())
  .action(ending(async () => (await import('./commands/limit.js')).limitCommand));

presenting(program.command('sla'))
  .description('measure a target by a service level agreement and judge it')
  .requiredOption('--sla <file>', 'the agreement, YAML: see docs/load.md')
  .addOption(target())
  .addOption(engine())
  .addOption(live())
  .addOption(seed())
  .action(ending(async () => (await import('./commands/sla.js')).slaCommand));

program
  .command('watch')
  .description('sample a target at a low rate for days into a file, and report by hour and day')
  .option('-t, --target <name|file>', 'a name in targets/, a YAML file, or an address of this machine')
  .addOption(new Option('--every <time>', 'time between two samples').argParser(time).default(30_000, '30s'))
  .option('--for <time>', 'end after this time, e.g. 7d (default: Ctrl-C)', time)
  .option('--photo [file]', 'send a photo along: a JPEG, by default one of the package')
  .option('--file <file>', 'JSON lines, continued when it is there (default: reports/watch-<target>.jsonl)')
  .option('--sla <file>', 'judge all samples by this agreement in the end')
  .option('--report', 'report what the file holds, send nothing')
  .option('--out <dir>', 'write the report into this folder as well')
  .option('--otlp <url>', 'export the samples as OpenTelemetry metrics, e.g. http://127.0.0.1:4318/v1/metrics')
  .addOption(lang())
  .action(ending(async () => (await import('./commands/watch.js')).watchCommand));

presenting(choosing(program.command('gate')))
  .description('everything in one run: the contract, latency by an agreement, the limit')
  .addOption(target())
  .addOption(
    new Option('--profile <name>', 'quick: no flow in the browser, no search for the limit').choices(
      Object.keys(GATE_PROFILES),
    ),
  )
  .addOption(
    new Option('--skip <stage>', `leave a stage out: ${GATE_STAGES.join(', ')}; may be given again`).argParser(
      collecting(oneOf(GATE_STAGES)),
    ),
  )
  .addOption(engine())
  .addOption(live())
  .addOption(contracts())
  .addOption(endpoint())
  .option('--sla <file>', 'the agreement (default: p95 below 2000 ms, 95 % available)')
  .option('--max <n>', 'the most requests in flight when the limit is looked for', wholeNumber(1))
  .option('--saturate', 'go over the concurrency limit of a target on the network, too')
  .addOption(seed())
  .addOption(deviations())
  .addOption(sandbox())
  .addOption(playwrightReport())
  .action(ending(async () => (await import('./commands/gate.js')).gateCommand));

program
  .command('report')
  .description('make the report of a run again; that of a run that was killed from what it had recorded')
  .argument('<run>', 'the folder of a run, or its name in reports/')
  .addOption(report())
  .addOption(lang())
  .addOption(history())
  .addOption(against())
  .action(async (run: string, options: PresentationOptions) => {
    const { reportCommand } = await import('./commands/report.js');
    exitCode = await reportCommand(run, options);
  });

program
  .command('compare')
  .description('say what changed from one run to another; ends 1 when a rule that was kept is broken')
  .argument('<before>', 'the folder of a run, or its name in reports/')
  .argument('<after>', 'the folder of a later run, or its name in reports/')
  .addOption(lang())
  .action(async (before: string, after: string, options: PresentationOptions) => {
    const { compareCommand } = await import('./commands/compare.js');
    exitCode = compareCommand(before, after, options);
  });

program
  .command('emulate')
  .description('run the emulator of the API until Ctrl-C')
  .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
  .option('--port <n>', 'port to listen on, 0 for any (default: 8028)', wholeNumber(0))
  .option('--concurrency-limit <n>', 'requests in flight of the account "limited" (default: 5)', wholeNumber(1))
  .option('--latency <ms>', 'time of an answer: one number, or median,p99 of a log-normal distribution, e.g. 80,400')
  .option('--error-share <share>', 'share of requests answered 500 INTERNAL_ERROR, 0 to 1', share)
  .option('--token-life <s>', 'life of a token in seconds (default: 3600)', wholeNumber(1))
  .option('--seed <n>', 'seed of latencies and errors', wholeNumber(0))
  .addOption(
    new Option(
      '--outcome <outcome>',
      'how liveness checks end: pass, or a documented failure reason (default: pass)',
    ).choices(OUTCOMES),
  )
  .option('--liveness-time-limit <s>', 'time for a liveness check in seconds (default: 60)', wholeNumber(1))
  .option('--allow-callback-host <host...>', 'hosts beside loopback that notify_url may name')
  .option(
    '--break <rule:kind>',
    'break a rule in one way, e.g. biz_no.max-bytes:one-too-many; may be given again',
    collecting(),
  )
  .option('--behave-like <file>', 'answer what the page leaves open as in this observations.json of a run')
  .option('--list-breaks', 'list every way to break a rule, and end')
  .option('--tls <dir>', 'speak TLS, too, as api.megvii.com and localhost; the CA to trust is written into this folder')
  .option('--control', 'open the control API on loopback: prepare answers, read requests, end checks')
  .option('--quiet', 'no line for each request')
  .action(ending(async () => (await import('./commands/emulate.js')).emulateCommand));

presenting(program.command('client'))
  .description('judge your own client: drive it against the emulator through every documented answer')
  .argument('[file]', 'the client file, see docs/client.md (default: client.yaml)')
  .option(
    '--rule <glob>',
    "only rules that fit, e.g. 'client.retry*'; '!client.notify.*' leaves out; may be given again",
    collecting(),
  )
  .option('--list', 'list the rules, and end')
  .action(async (file: string | undefined, options: ClientOptions) => {
    exitCode = await (await import('./commands/client.js')).clientCommand(file, options);
  });

program
  .command('drift')
  .description('say what a target does otherwise than before, where the page leaves it open')
  .argument('[now]', 'a run, an observations.json, or a target that is run now (default: the latest run)')
  .requiredOption('--against <run|file|target>', 'what to compare with: a run, an observations.json, or a target')
  .addOption(sandbox())
  .addOption(lang())
  .action(async (now: string | undefined, options: DriftOptions) => {
    exitCode = await (await import('./commands/drift.js')).driftCommand(now, options);
  });

program
  .command('prove')
  .description('show that the scenarios can fail: break every rule in every way, and see which scenario notices')
  .option(
    '--rule <glob>',
    "only breaks of these rules, e.g. 'biz_no.*' or 'token.expiry:late'; '!token.*' leaves out",
    collecting(),
  )
  .option('--no-browser', 'walk every flow without a browser, as the page would report')
  .addOption(sandbox())
  .addOption(seed())
  .addOption(out())
  .action(ending(async () => (await import('./commands/prove.js')).proveCommand));

program
  .command('rules')
  .description('list every rule with its standing and its number of scenarios; ends 1 when a rule has none')
  .option('--scenarios <dir>', 'count your own scenario files, too')
  .addOption(contracts())
  .addOption(endpoint())
  .action(ending(async () => (await import('./commands/rules.js')).rulesCommand));

program
  .command('openapi')
  .description('write the contracts as OpenAPI 3.1')
  .option('--out <file>', 'the file to write (default: the standard output)')
  .addOption(contracts())
  .addOption(endpoint())
  .action(ending(async () => (await import('./commands/openapi.js')).openApiCommand));

program
  .command('init')
  .description('write a target, an agreement, a scenario and a CI workflow to begin with; overwrites nothing')
  .addOption(
    new Option('--ci <system>', 'which workflow (default: by what lies in the folder)').choices([
      'github',
      'gitlab',
      'none',
    ]),
  )
  .option('--client', 'write client.yaml, too, to judge your own client (default: ask, where there is a terminal)')
  .option('--no-client', 'do not write client.yaml, and do not ask')
  .action(ending(async () => (await import('./commands/init.js')).initCommand));

program
  .command('photo')
  .description(
    'write a photo that scenarios send to the standard output: facegate photo NAME > file; list all without a name',
  )
  .argument('[name]', 'by what it shows, e.g. "two faces", or by its file name')
  .action(ending(async () => (await import('./commands/photo.js')).photoCommand));

program
  .command('doctor')
  .description(
    'check Node, browser, k6, face detector, target and credentials; sends the target one request, without credentials',
  )
  .addOption(target())
  .action(
    ending(async () => {
      const [{ doctorCommand }, { systemDoctor }] = await Promise.all([
        import('./commands/doctor.js'),
        import('./doctor/system.js'),
      ]);
      const redactor = createRedactor([]);
      const given = { console: openConsole(redactor), redactor, env: process.env, cwd: process.cwd() };
      const system = systemDoctor({ ...given, projectTargetsDir: join(packageRoot, 'targets') });
      return (options: { target: string }) => doctorCommand(options, system);
    }),
  );

program
  .helpCommand(false)
  .command('help')
  .description('show the options of a command')
  .argument('[command]', 'its name')
  .action((name: string | undefined) => {
    const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
    if (command !== undefined) command.help();
    const names = program.commands.map((one) => one.name());
    const hint = suggest(name!, names) || `; there are: ${names.join(', ')}`;
    program.error(`error: help ${name}: there is no such command${hint}`);
  });

/** A signal that came when the last request was answered leaves the report whole, and still ends the program with its code. */
function endedBySignal(): ExitCode | undefined {
  const code = interruptCode();
  if (code === undefined || code === exitCode) return undefined;
  openConsole(redactorInUse()).error('interrupted when everything had been sent; the report is whole');
  return code;
}

/** Loads a command when it is asked for, so that help and the other commands do not wait for what it needs. */
function ending<Options>(
  load: () => Promise<(options: Options) => Promise<ExitCode>>,
): (options: Options) => Promise<void> {
  return async (options) => {
    const command = await load();
    exitCode = await command(options);
  };
}

for (const command of program.commands) refuseTwice(command);

/** Runs the command that these words name, which follow the program's own; returns the exit code, its cause printed. */
export async function runWords(words: readonly string[]): Promise<ExitCode> {
  exitCode = EXIT.passed;
  try {
    await program.parseAsync(words, { from: 'user' });
    return endedBySignal() ?? exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
    return reportFailure(error);
  }
}

/** Runs the command that the command line names and listens to signals meanwhile. */
export function runProgram(): Promise<ExitCode> {
  guardInterrupts((text) => openConsole(redactorInUse()).error(text));
  followLauncher(process.env);
  return runWords(process.argv.slice(2));
}

export { reportFailure };
