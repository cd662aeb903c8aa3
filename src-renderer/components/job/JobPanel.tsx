/** Long work under way: what is done now, how much of it, how fast, how long yet, what was found; pause and cancel. */
import { Button, Popover, Progress } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSquare } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { JobSnapshot } from '../../../src-preload/contract/index.ts';
import { call } from '../../app/engine.ts';
import { isRunning } from '../../app/jobs.ts';
import { useMessages } from '../../app/messages.ts';
import { useAction } from '../../app/useCall.ts';
import { ErrorMessage } from '../Message.tsx';
import { clockDuration, shortBytes, useMeasures } from '../measures.ts';
import { Time } from '../Time.tsx';
import styles from './JobPanel.module.css';
import { useStepName } from './jobWords.ts';

export function JobPanel({ job, children }: { readonly job: JobSnapshot; readonly children?: ReactNode }): ReactNode {
  const t = useMessages();
  const { count, rate, exactBytes } = useMeasures();
  const stepName = useStepName();
  const fraction = job.bytesTotal ? job.bytesDone / job.bytesTotal : null;
  const percent = fraction === null ? null : Math.min(100, fraction * 100);
  const step = stepName(job.step);
  return (
    <div className={styles.panel} data-state={job.state}>
      <div className={styles.now}>
        <div>
          <div className={styles.step}>{job.state === 'running' ? step : t(`job.state.${job.state}`)}</div>
          <div className="dim">{t('job.stepOf', { index: job.stepIndex + 1, count: job.stepCount })}</div>
        </div>
        <div className={styles.percent}>{percent === null ? '' : `${percent.toFixed(1)} %`}</div>
      </div>
      <Progress
        value={percent ?? 100}
        size={8}
        radius={0}
        aria-label={step}
        {...(percent === null && isRunning(job) ? { striped: true } : {})}
        color={job.state === 'failed' ? 'red' : 'blue'}
        transitionDuration={100}
      />
      <dl className={styles.figures}>
        <Figure
          label={t('job.done')}
          value={shortBytes(job.bytesDone)}
          note={job.bytesTotal === null ? null : t('job.of', { total: exactBytes(job.bytesTotal) })}
        />
        <Figure label={t('job.rate')} value={job.bytesPerSecond > 0 ? rate(job.bytesPerSecond) : '—'} />
        <Figure label={t('job.remaining')} value={job.remainingMs === null ? '—' : clockDuration(job.remainingMs)} />
        <Figure
          label={t('job.findings')}
          value={count(job.findings)}
          attention={job.findings > 0}
          note={job.findings > 0 ? t('job.findings.note') : t('job.findings.none')}
        />
        <Figure label={t('job.startedAt')} value={<Time at={job.startedAt} />} plain />
      </dl>
      {children}
      <JobControls job={job} />
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: string | null;
  readonly attention?: boolean;
  readonly plain?: boolean;
}

function Figure({ label, value, note = null, attention = false, plain = false }: FigureProps): ReactNode {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd className={plain ? undefined : styles.value} data-attention={attention || undefined}>
        {value}
      </dd>
      {note !== null && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}

function JobControls({ job }: { readonly job: JobSnapshot }): ReactNode {
  const t = useMessages();
  const act = useAction((key: 'job.pause' | 'job.resume' | 'job.cancel') => call(key, { id: job.id }));
  if (!isRunning(job)) return null;
  return (
    <>
      {act.error && <ErrorMessage error={act.error} onClose={act.clear} />}
      <div className={styles.controls}>
        {job.canPause && job.state === 'running' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} />}
            loading={act.busy}
            onClick={() => void act.run('job.pause')}
          >
            {t('job.pause')}
          </Button>
        )}
        {job.state === 'paused' && (
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            loading={act.busy}
            onClick={() => void act.run('job.resume')}
          >
            {t('job.resume')}
          </Button>
        )}
        <CancelButton disabled={job.state === 'cancelling'} onCancel={() => void act.run('job.cancel')} />
      </div>
    </>
  );
}

function CancelButton({
  disabled,
  onCancel,
}: {
  readonly disabled: boolean;
  readonly onCancel: () => void;
}): ReactNode {
  const t = useMessages();
  const [asking, setAsking] = useState(false);
  return (
    <Popover opened={asking} onChange={setAsking} width={320} trapFocus returnFocus position="top-start">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconSquare size={16} />}
          disabled={disabled}
          onClick={() => setAsking(!asking)}
        >
          {t('job.cancel')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('job.cancel')}>
        <p>{t('job.cancel.consequence')}</p>
        <div className={styles.ask}>
          <Button
            color="red"
            onClick={() => {
              setAsking(false);
              onCancel();
            }}
          >
            {t('job.cancel.yes')}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('job.cancel.no')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
