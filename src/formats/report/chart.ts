import type { Status } from '../../model/checklist.js';
import { STATUSES } from '../../model/checklist.js';
import type { ChecklistReport, ReportStig } from '../../model/report.js';
import { SEVERITIES, type Severity } from '../../model/severity.js';
import { SEVERITY_WORDS, STATUS_WORDS, severityLabel } from '../shared/words.js';
import { severitiesOf, stigLabel, sum } from './tables.js';

/** Bars for the template: every number is in the coordinates of the drawing. */
export interface Chart {
  id: string;
  title: string;
  /** What a screen reader says for the drawing; the numbers stand in the table below it. */
  summary: string;
  width: number;
  height: number;
  bars: { label: string; labelY: number; y: number; total: string; totalX: number; parts: Part[] }[];
  legend: { word: string; kind: string; x: number; textX: number }[];
  legendY: number;
  legendTextY: number;
}

interface Part {
  kind: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The number, where there is room for it; else ''. */
  text: string;
  textX: number;
  textY: number;
  name: string;
}

interface Bar {
  /** Beside the bar, cut where it has no room. */
  label: string;
  /** Read out. */
  name: string;
  parts: { kind: string; word: string; count: number }[];
}

const WIDTH = 740;
const LEFT = 238;
const RIGHT = 50;
const BAR = 22;
const STEP = 34;
/** Characters that fit beside a bar. */
const MOST_LABEL = 30;
/** STIGs drawn; the table has all. */
const MOST_BARS = 12;

/** Reviews of each severity by status, as shares of the whole bar. */
export function statusChart(report: ChecklistReport): Chart {
  const { raw } = report.totals;
  const bars = severitiesOf(report.totals).map((severity) => ({
    label: severityLabel(severity),
    name: severityLabel(severity),
    parts: STATUSES.map((status: Status) => ({
      kind: status,
      word: STATUS_WORDS[status],
      count: raw[severity][status],
    })),
  }));
  const summary = bars
    .map(({ name, parts }) => `${name}: ${parts.map(({ word, count }) => `${count} ${word}`).join(', ')}`)
    .join('. ');
  const most = Math.max(1, ...severitiesOf(report.totals).map((severity) => sum(raw[severity])));
  return draw('chart-status', 'Reviews by severity and status', `${summary}.`, bars, most);
}

/** The STIGs with the most open findings, by severity; `null` where nothing is open. */
export function openChart(report: ChecklistReport): Chart | null {
  const worst = [...report.stigs]
    .filter((stig) => stig.open > 0)
    .sort((a, b) => weight(b) - weight(a) || b.open - a.open)
    .slice(0, MOST_BARS);
  if (worst.length === 0) return null;
  const bars = worst.map((stig) => ({
    label: barLabel(stig),
    name: stigLabel(stig),
    parts: severitiesOf(report.totals).map((severity: Severity) => ({
      kind: severity,
      word: SEVERITY_WORDS[severity],
      count: stig.raw[severity].open,
    })),
  }));
  const summary = bars
    .map(({ name, parts }) => `${name}: ${parts.map(({ word, count }) => `${count} ${word}`).join(', ')}`)
    .join('. ');
  const more = report.stigs.filter((stig) => stig.open > 0).length - worst.length;
  const title = more === 0 ? 'Open findings by STIG' : `Open findings by STIG: the worst ${worst.length}`;
  return draw('chart-open', title, `${summary}.`, bars, Math.max(...worst.map((stig) => stig.open)));
}

/** The STIG's name, cut where it has no room; its release is not. */
function barLabel(stig: ReportStig): string {
  const name = [...stigLabel({ ...stig, releaseName: null })];
  const release = stig.releaseName === null ? '' : ` ${stig.releaseName}`;
  const room = MOST_LABEL - release.length;
  return (name.length > room ? `${name.slice(0, room - 1).join('')}…` : name.join('')) + release;
}

/** CAT I before any number of others. */
function weight({ raw }: ReportStig): number {
  return SEVERITIES.slice(0, 3).reduce((all, severity) => all * 10_000 + Math.min(raw[severity].open, 9_999), 0);
}

function draw(id: string, title: string, summary: string, bars: readonly Bar[], most: number): Chart {
  const scale = (WIDTH - LEFT - RIGHT) / most;
  const kinds = new Map(bars.flatMap((bar) => bar.parts.map(({ kind, word }) => [kind, word])));
  const legendY = bars.length * STEP + 8;
  let legendX = LEFT;
  return {
    id,
    title,
    summary,
    width: WIDTH,
    height: legendY + 24,
    bars: bars.map((bar, i) => drawBar(bar, i * STEP, scale)),
    legend: [...kinds].map(([kind, word]) => {
      const x = legendX;
      legendX += 40 + word.length * 8;
      return { word, kind, x, textX: x + 18 };
    }),
    legendY,
    legendTextY: legendY + 11,
  };
}

function drawBar({ label, parts }: Bar, y: number, scale: number) {
  let x = LEFT;
  const drawn = parts.flatMap(({ kind, word, count }): Part[] => {
    if (count === 0) return [];
    const width = round(count * scale);
    const part = {
      kind,
      x: round(x),
      y,
      width,
      height: BAR,
      text: width >= String(count).length * 8 + 6 ? String(count) : '',
      textX: round(x + width / 2),
      textY: y + 15.5,
      name: `${word}: ${count}`,
    };
    x += width;
    return [part];
  });
  const total = String(parts.reduce((all, { count }) => all + count, 0));
  return { label, labelY: y + 15.5, y, total, totalX: round(x + 6), parts: drawn };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
