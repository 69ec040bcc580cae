import { expect, test } from 'vitest';
import { columnsKept, USUAL_COLUMNS } from './queue-columns.ts';
import { addView, MOST_VIEWS, viewsKept } from './views.ts';

test('what was kept and is no view is left out, and so is what is too much', () => {
  const view = { name: 'Goiás', query: 'uf=GO' };
  expect(viewsKept([view, null, 'x', { name: 'sem endereço' }, { name: 1, query: 'uf=GO' }])).toEqual([view]);
  for (const kept of [null, 'x', { name: 'Goiás', query: '' }]) expect(viewsKept(kept)).toEqual([]);
  const many = Array.from({ length: MOST_VIEWS + 1 }, (_, number) => ({ name: String(number), query: '' }));
  expect(viewsKept(many)).toHaveLength(MOST_VIEWS);
});

test('a view takes its place by name, and that of one with the same name', () => {
  const views = addView(addView([], { name: 'Norte', query: 'uf=PA' }), { name: 'Água', query: 'busca=agua' });
  expect(views.map(({ name }) => name)).toEqual(['Água', 'Norte']);
  expect(addView(views, { name: 'Norte', query: 'uf=AM' })).toEqual([views[0], { name: 'Norte', query: 'uf=AM' }]);
});

test('columns that were kept stand in their own order; those that there are not are left out', () => {
  expect(columnsKept(['due', 'nenhuma', 'establishment'])).toEqual(['establishment', 'due']);
  expect(columnsKept([])).toEqual([]);
  expect(columnsKept(null)).toBe(USUAL_COLUMNS);
});
