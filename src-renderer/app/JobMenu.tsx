/** The list of long work in the top bar: what is under way, and what ended since the window was opened. */
import { Button, Popover, Progress } from '@mantine/core';
import { IconProgressCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { JobSnapshot } from '../../src-preload/contract/index.ts';
import { jobLink, useStepName } from '../components/job/jobWords.ts';
import { clockDuration } from '../components/measures.ts';
import styles from './JobMenu.module.css';
import { isRunning, useJobs } from './jobs.ts';
import { useMessages } from './messages.ts';

export function JobMenu(): ReactNode {
  const t = useMessages();
  const jobs = useJobs();
  const [opened, setOpened] = useState(false);
  const running = jobs.filter(isRunning).length;
  return (
    <Popover opened={opened} onChange={setOpened} width={400} position="bottom-end" returnFocus trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color={running > 0 ? 'blue' : 'gray'}
          leftSection={<IconProgressCheck size={16} />}
          onClick={() => setOpened(!opened)}
        >
          {running > 0 ? t('bar.jobs.running', { count: running }) : t('bar.jobs')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('bar.jobs')} p={0}>
        {jobs.length === 0 ? (
          <p className={styles.none}>{t('bar.jobs.none')}</p>
        ) : (
          <ul className={styles.jobs}>
            {jobs.map((job) => (
              <li key={job.id}>
                <JobLine job={job} onGo={() => setOpened(false)} />
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

export function JobLine({ job, onGo }: { readonly job: JobSnapshot; readonly onGo?: () => void }): ReactNode {
  const t = useMessages();
  const stepName = useStepName();
  const running = isRunning(job);
  const percent = job.bytesTotal ? (job.bytesDone / job.bytesTotal) * 100 : null;
  return (
    <a className={styles.job} href={jobLink(job)} onClick={onGo} data-state={job.state}>
      <span className={styles.line}>
        <strong>{t(`job.kind.${job.kind}`)}</strong>
        <span className={styles.subject}>{job.subject}</span>
        <span className={styles.state}>{t(`job.state.${job.state}`)}</span>
      </span>
      {running && (
        <>
          <Progress value={percent ?? 100} size={4} radius={0} aria-label={stepName(job.step)} />
          <span className={styles.line}>
            <span className={styles.subject}>{stepName(job.step)}</span>
            <span className="dim">
              {percent === null ? '' : `${percent.toFixed(0)} %`}
              {job.remainingMs === null ? '' : ` · ${t('job.left', { time: clockDuration(job.remainingMs) })}`}
            </span>
          </span>
        </>
      )}
    </a>
  );
}
