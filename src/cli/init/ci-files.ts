/** A workflow for GitHub Actions; annotations and the job's summary come by themselves there. */
export const GITHUB = `name: facegate
on: [push]
jobs:
  gate:
    runs-on: ubuntu-latest
    env:
      FACEID_API_KEY: \${{ secrets.FACEID_API_KEY }}
      FACEID_API_SECRET: \${{ secrets.FACEID_API_SECRET }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci
      - run: npx facegate gate --target targets/staging.yaml --sla sla.yaml --out facegate-report
      - uses: actions/upload-artifact@v4
        if: always()
        with: { name: facegate-report, path: facegate-report }
`;

/** A job for GitLab. */
export const GITLAB = `facegate:
  image: node:22
  script:
    - npm ci
    - npx facegate gate --target targets/staging.yaml --sla sla.yaml --out facegate-report
  artifacts:
    when: always
    paths: [facegate-report]
    reports:
      junit: facegate-report/junit.xml
`;
