import { CommandError, formatFailure, toFailure, UsageError } from '../../../src/cli/output/failure.js';
import { PipelineError } from '../../../src/model/errors.js';

describe('a failure', () => {
  test.each<[string, unknown, string, number]>([
    ['of the pipeline has its code and advice', new PipelineError('store_unavailable', 'down'), 'store_unavailable', 1],
    [
      'of a parameter is a wrong call',
      new PipelineError('parameter_invalid', 'since', { path: 'since' }),
      'parameter_invalid',
      2,
    ],
    ['of usage is a wrong call', new UsageError('one of'), 'usage', 2],
    ['of a command has its own code', new CommandError('host_absent', 'nobody', 'start one'), 'host_absent', 1],
    ['of an unknown kind is ours', new TypeError('x is not a function'), 'internal', 1],
    ['that is no error is ours too', 'thrown text', 'internal', 1],
  ])('%s', (_what, thrown, code, exitCode) => {
    const failure = toFailure(thrown);
    expect(failure).toMatchObject({ code, exitCode });
    expect(failure.advice).not.toBe('');
    expect(formatFailure(failure, false)).toMatch(new RegExp(`^error ${code}: .+\n.+\n$`));
    expect(JSON.parse(formatFailure(failure, true))).toMatchObject({
      type: `/problems/${code}`,
      code,
      detail: failure.message,
    });
  });

  test('of a profile that is switched off says how it is switched on, and nothing of dead letters', () => {
    const { advice } = toFailure(new PipelineError('profile_inactive', 'off'));
    expect(advice).toContain('tributary profile enable');
    expect(advice).not.toContain('dead letter');
  });

  test('shows nothing that a terminal would obey', () => {
    const failure = toFailure(new PipelineError('channel_refused', 'no \u001b[2Jorders'));
    expect(formatFailure(failure, false)).toContain('no [2Jorders');
    expect(formatFailure(failure, true)).not.toContain('\u001b');
  });
});
