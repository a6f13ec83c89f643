import type { OrderSize } from './orders.js';
import { PHASES, type Phase } from './phases.js';
import { type PhaseRun, runBare, runPipeline } from './pipeline.js';
import { median } from './stopwatch.js';
import { captureTemplates } from './templates.js';

/** All rounds of one size of order: pipeline and bare loop by turns. */
export interface Rounds {
  size: OrderSize;
  records: number;
  pipeline: PhaseRun[][];
  bare: PhaseRun[][];
}

/** One line of the table of rates. */
export interface Rate {
  phase: Phase;
  pipeline: number;
  bare: number;
  ratios: number[];
  ratio: number;
  /** Processor time of the measuring process for one record, in microseconds. */
  pipelineCpu: number;
  bareCpu: number;
}

/** Runs pipeline and bare loop by turns, so that whatever else the machine does falls on both. */
export async function runRounds(
  options: { records: number; rounds: number; size: OrderSize },
  say: (line: string) => void,
): Promise<Rounds> {
  const { records, rounds, size } = options;
  const templates = await captureTemplates(records, size);
  const done: Rounds = { size, records, pipeline: [], bare: [] };
  for (let round = 1; round <= rounds; round += 1) {
    done.pipeline.push(await runPipeline(records, size));
    done.bare.push(await runBare(records, size, templates));
    say(`${size.title}, round ${round} of ${rounds}: ${describeRound(done)}`);
  }
  return done;
}

function describeRound({ pipeline, bare }: Rounds): string {
  const [own, other] = [pipeline.at(-1) ?? [], bare.at(-1) ?? []];
  return own
    .map((run, index) => `${run.phase} ${rateOf(run).toFixed(0)} to ${rateOf(other[index] ?? run).toFixed(0)}`)
    .join(', ');
}

const rateOf = (run: PhaseRun): number => run.records / run.process.seconds;

const cpuOf = (run: PhaseRun): number => (run.process.cpuSeconds / run.records) * 1e6;

/** The medians over the rounds, and the ratio of each round with its median. */
export function toRates({ pipeline, bare }: Rounds): Rate[] {
  return PHASES.map((phase, at) => {
    const own = pipeline.map((runs) => runs[at] as PhaseRun);
    const other = bare.map((runs) => runs[at] as PhaseRun);
    const ratios = own.map((run, round) => rateOf(run) / rateOf(other[round] as PhaseRun));
    return {
      phase,
      pipeline: median(own.map(rateOf)),
      bare: median(other.map(rateOf)),
      ratios,
      ratio: median(ratios),
      pipelineCpu: median(own.map(cpuOf)),
      bareCpu: median(other.map(cpuOf)),
    };
  });
}

/** How many records a second are received into queue blobs, over all phases and rounds. */
export function toReceiveRate({ pipeline }: Rounds): number {
  return median(pipeline.flat().map((run) => run.records / run.receive.seconds));
}
