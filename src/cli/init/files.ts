import { GITHUB, GITLAB } from './ci-files.js';

/** A CI that a workflow can be written for. */
export const CI_SYSTEMS = ['github', 'gitlab', 'none'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

/** A file of a new setup; `about` is what it is for, told when it is written. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly about: string;
}

export const CLIENT_FILE = 'client.yaml';

/** What `facegate init` writes: a target, an agreement, a scenario of one's own, a client file where it is wanted, a workflow.
 * Everything in it is to be edited. */
export function newFiles(ci: CiSystem, client: boolean): NewFile[] {
  return [
    {
      path: 'targets/staging.yaml',
      text: TARGET,
      about: 'where to aim, with which accounts, and how much may be sent',
    },
    { path: 'sla.yaml', text: SLA, about: 'what was promised of latency and availability' },
    { path: 'scenarios/own.yaml', text: SCENARIOS, about: 'scenarios of your own' },
    ...(client ? [{ path: CLIENT_FILE, text: CLIENT, about: 'how your own client is started and driven' }] : []),
    ...(ci === 'github'
      ? [{ path: '.github/workflows/facegate.yml', text: GITHUB, about: 'the gate in GitHub Actions' }]
      : []),
    ...(ci === 'gitlab'
      ? [{ path: 'facegate.gitlab-ci.yml', text: GITLAB, about: 'the gate in GitLab; include it from .gitlab-ci.yml' }]
      : []),
  ];
}

const TARGET = `# Where requests go. Requests are charged to the account, and the vendor sees them: agree on a test account first.
url: https://api.megvii.com

# The pair is read from these variables and written nowhere.
credentials:
  full: { api_key: "\${FACEID_API_KEY}", api_secret: "\${FACEID_API_SECRET}" }

# Hard bounds: a run that needs more does not begin, and none exceeds them.
budget: { requests: 800, per_second: 5 }
`;

const SLA = `# Judged by: npx facegate sla --target targets/staging.yaml --sla sla.yaml
latency: [{ percentile: 95, below_ms: 800 }]
availability: 99 # percent of requests that get a token
rate: 5 # arrivals a second
samples: 300
`;

const CLIENT = `# How your app is started, driven and asked; see docs/client.md. Judged by: npx facegate client
# The gate judges it, too, as soon as it stands here: npx facegate gate --skip client leaves it out.
start: npm start
ready: http://127.0.0.1:3000/health
drive: # begins one check
  method: POST
  url: http://127.0.0.1:3000/checks
  form: { user: "{unique}" }
done: # does the app believe that it passed?
  url: http://127.0.0.1:3000/checks/{biz_no}
  verified: "$.state == 'verified'"
# How the app learns where the emulator is.
env: { FACEID_URL: "{url}", FACEID_KEY: "{api_key}", FACEID_SECRET: "{api_secret}" }
`;

const SCENARIOS = `# Run besides the built-in ones: npx facegate contract --target targets/staging.yaml --scenarios scenarios
- rule: biz_no.max-bytes
  name: "mine: a serial number as our orders have it"
  with: { biz_no: { unique: "order-2026-{}" } }
  expect: 200 token
`;
