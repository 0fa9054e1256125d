import { stringify } from 'yaml';

/** A script that is to run on Kubernetes by k6's operator. */
export interface K8sExport {
  /** Name of the TestRun and its ConfigMap. */
  readonly name: string;
  /** Path of the file that the manifests go to; undefined when they are printed. */
  readonly file: string | undefined;
  /** The script's own name, e.g. `latency`. */
  readonly script: string;
  /** The script as one file. */
  readonly bundle: string;
  /** A photo that goes along, or none. */
  readonly photo: Uint8Array | undefined;
  /** How many pods share the load. */
  readonly parallelism: number;
  /** FACEGATE_* options without secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** The Secret in the cluster that holds FACEGATE_API_KEY and FACEGATE_API_SECRET. */
  readonly secretName: string;
  /** Image of k6, e.g. `grafana/k6:2.2.0`. */
  readonly image: string;
  /** More arguments for `k6 run`. */
  readonly k6Arguments: readonly string[];
}

/** The manifests as YAML with notes for the user, or everything that stands in the way. */
export type K8sManifests =
  | { readonly kind: 'yaml'; readonly yaml: string; readonly notes: readonly string[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** What Kubernetes allows a ConfigMap to hold, in bytes. */
const CONFIG_MAP_BYTES = 1_048_576;
/** What `kubectl apply` without --server-side can take, as it keeps a copy in an annotation. */
const APPLY_BYTES = 262_144;
const SECRET_NAMES = ['FACEGATE_API_KEY', 'FACEGATE_API_SECRET'];
/** Where the operator mounts the ConfigMap. */
const MOUNT = '/test';
const PHOTO_FILE = 'photo.jpg';
/** Lets a script be inspected with its options: operators before 2026 hand the environment to `k6 archive` in no other way. */
const INSPECTED = { K6_INCLUDE_SYSTEM_ENV_VARS: 'true' };

/**
 * A k6-operator `TestRun` (k6.io/v1alpha1) and the ConfigMap with its script. Key and secret are never in it: the pods take them
 * from a Secret.
 */
export function exportK8s(options: K8sExport): K8sManifests {
  const problems = problemsOf(options);
  if (problems.length > 0) return { kind: 'problems', problems };
  const manifests = [configMap(options), testRun(options)].map((manifest) => stringify(manifest, { lineWidth: 0 }));
  return { kind: 'yaml', yaml: manifests.join('---\n'), notes: notesOn(options) };
}

function configMap({ name, script, bundle, photo }: K8sExport): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { [`${script}.js`]: bundle },
    ...(photo === undefined ? {} : { binaryData: { [PHOTO_FILE]: Buffer.from(photo).toString('base64') } }),
  };
}

function testRun({ name, script, photo, parallelism, env, secretName, image, k6Arguments }: K8sExport): object {
  const variables = {
    ...env,
    ...(photo === undefined ? {} : { FACEGATE_PHOTO: `${MOUNT}/${PHOTO_FILE}` }),
    ...INSPECTED,
  };
  return {
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name },
    spec: {
      parallelism,
      script: { configMap: { name, file: `${script}.js` } },
      ...(k6Arguments.length === 0 ? {} : { arguments: k6Arguments.join(' ') }),
      runner: {
        image,
        env: Object.entries(variables).map(([key, value]) => ({ name: key, value })),
        envFrom: [{ secretRef: { name: secretName } }],
      },
    },
  };
}

function problemsOf(options: K8sExport): string[] {
  const { name, script, bundle, photo, parallelism, env, secretName, k6Arguments } = options;
  const bytes = Buffer.byteLength(bundle) + (photo?.length ?? 0);
  const found: (string | false)[] = [
    // The operator adds up to ten characters for its jobs, and the names of jobs end at 63.
    !isName(name, 50) &&
      `name "${name}": expected lower-case letters, digits and "-", at most 50, e.g. facegate-latency`,
    !isName(secretName, 253) && `name of the Secret "${secretName}": expected lower-case letters, digits and "-"`,
    !(Number.isInteger(parallelism) && parallelism >= 1) &&
      `--parallelism ${parallelism}: expected a whole number from 1 on`,
    script === 'limit' &&
      parallelism > 1 &&
      `--parallelism ${parallelism}: the limit search adapts in one place and cannot be shared; expected 1`,
    bytes > CONFIG_MAP_BYTES &&
      `the bundle ${photo === undefined ? 'is' : 'and the photo are'} ${bytes} bytes; a ConfigMap holds ${CONFIG_MAP_BYTES}. Use a smaller photo, or import less in the script`,
    ...Object.keys(env).map(
      (key) => SECRET_NAMES.includes(key) && `${key} may not stand in a manifest; keep it in the Secret ${secretName}`,
    ),
    ...k6Arguments.map(
      (argument) =>
        /\s/.test(argument) && `argument "${argument}": the operator splits arguments at whitespace; give it without`,
    ),
    SECRET_NAMES.some((key) => k6Arguments.some((argument) => argument.includes(key))) &&
      `${SECRET_NAMES.join(' and ')} may not stand among the arguments; keep them in the Secret ${secretName}`,
  ];
  return found.filter((problem) => problem !== false);
}

function isName(name: string, longest: number): boolean {
  return name.length <= longest && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name);
}

function notesOn({ bundle, photo, parallelism, secretName, name, file }: K8sExport): string[] {
  const apply =
    Buffer.byteLength(bundle) + (photo?.length ?? 0) * 1.4 > APPLY_BYTES
      ? 'kubectl apply --server-side'
      : 'kubectl apply';
  return [
    `first: kubectl create secret generic ${secretName} --from-env-file=account.env, where account.env is a file of yours with the lines FACEGATE_API_KEY=… and FACEGATE_API_SECRET=…`,
    `then: ${file === undefined ? `what was printed, through a pipe: … | ${apply} -f -` : `${apply} -f ${file}`}; the results are in the logs of the pods: kubectl logs -l k6_cr=${name},runner=true --tail=-1 --prefix`,
    ...(parallelism > 1
      ? [
          `each of the ${parallelism} pods runs its share of the load and judges thresholds by its own share alone: counts are smaller there, rates and percentiles are of fewer samples`,
        ]
      : []),
  ];
}
