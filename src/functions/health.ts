import { app, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { PipelineError } from '../model/errors.js';
import { checkHealth, type Dependency, type Health, type HealthPorts } from '../orchestration/check-health.js';
import { respondProblem, toProblem } from './http/problem.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

const CODES = { blobs: 'blob_unavailable', orders: 'store_unavailable' } as const satisfies Record<Dependency, string>;

const KEPT_MS = 1_000;
const kept = new WeakMap<HealthPorts, { until: number; health: Promise<Health> }>();

/** One check serves all who ask within a second: the endpoint is open to everybody, and counting a backlog costs. */
function recentHealth(ports: HealthPorts): Promise<Health> {
  const now = ports.clock.now().getTime();
  const last = kept.get(ports);
  if (last !== undefined && now < last.until) return last.health;
  const health = checkHealth(ports);
  kept.set(ports, { until: now + KEPT_MS, health });
  return health;
}

/** Says how the pipeline is: 200 when each dependency answers, else 503 naming those that do not. Needs no credential. */
export async function health(
  ports: HealthPorts & { version: string },
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { dependencies, backlog } = await recentHealth(ports);
  const down = (Object.keys(dependencies) as Dependency[]).filter((name) => dependencies[name] === 'down');
  const facts = { dependencies, backlog, version: ports.version };
  const [first] = down;
  if (first === undefined) return respond(200, { status: 'ok', ...facts });
  context.error(JSON.stringify({ kind: 'unhealthy', down }));
  const problem = toProblem(new PipelineError(CODES[first], `${first} is down`), context.invocationId);
  return respondProblem({ ...problem, detail: `Down: ${down.join(', ')}` }, { members: { down, ...facts } });
}

app.http('health', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'health',
  handler: withProblems((_request, context) => health(composition(), context)),
});
