import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Drawing,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { useEffect, useRef } from 'react';

Drawing.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** One row of values, in a colour of the design system. */
export interface Series {
  label: string;
  values: readonly (number | null)[];
  color: '--success' | '--warning' | '--danger' | '--interactive' | '--color';
}

export interface ChartProps {
  /** What it shows, for who does not see it; the table beside it says the rest. */
  label: string;
  kind: 'bar' | 'line';
  /** Bars lie one under the other, for names that are long. */
  lying?: boolean;
  labels: readonly string[];
  series: readonly Series[];
}

/** A chart on a canvas, in the colours that the page has: drawn anew when somebody chooses others. */
export function Chart({ label, kind, lying, labels, series }: ChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawingOn(element, { label, kind, lying, labels, series });
    let drawing = draw();
    const appearance = new MutationObserver(() => {
      drawing.destroy();
      drawing = draw();
    });
    appearance.observe(document.documentElement, { attributeFilter: ['data-appearance'] });
    return () => {
      appearance.disconnect();
      drawing.destroy();
    };
  }, [label, kind, lying, labels, series]);
  return (
    <div className="panel-canvas">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

function drawingOn(canvas: HTMLCanvasElement, { kind, lying = false, labels, series }: ChartProps): Drawing {
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim() || style.color;
  const axis = { ticks: { color: style.color }, grid: { color: colour('--border-color') } };
  const count = { ...axis, beginAtZero: true, ticks: { ...axis.ticks, precision: 0 } };
  const stacked = kind === 'bar';
  return new Drawing(canvas, {
    type: kind,
    data: {
      labels: [...labels],
      datasets: series.map(({ label, values, color }) => ({
        label,
        data: [...values],
        backgroundColor: colour(color),
        borderColor: stacked ? colour('--background') : colour(color),
        borderWidth: stacked ? 1 : 2,
        maxBarThickness: 32,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: lying ? 'y' : 'x',
      font: { family: style.fontFamily },
      scales: {
        x: { ...(lying ? count : axis), stacked },
        y: { ...(lying ? axis : count), stacked },
      },
      plugins: { legend: { display: series.length > 1, labels: { color: style.color } } },
    },
  });
}
