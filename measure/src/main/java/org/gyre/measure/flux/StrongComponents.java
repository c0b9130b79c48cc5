package org.gyre.measure.flux;

import java.util.Arrays;

/// The strongly connected components of a dense directed graph (Tarjan 1972), without recursion.
final class StrongComponents {
    private final int n;
    private final double[] edge;
    private final int[] component;

    /// @param edge n×n row-major; positive where there is an edge from row to column
    StrongComponents(int n, double[] edge) {
        this.n = n;
        this.edge = edge;
        this.component = new int[n];
        find();
    }

    /// The number of the component of each vertex; a component's edges lead only to smaller numbers.
    int[] component() {
        return component;
    }

    private void find() {
        Arrays.fill(component, -1);
        int[] order = new int[n];
        int[] low = new int[n];
        int[] cursor = new int[n];
        int[] path = new int[n];
        int[] stack = new int[n];
        int stacked = 0;
        int clock = 0;
        int found = 0;
        for (int root = 0; root < n; root++) {
            if (order[root] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            order[root] = low[root] = ++clock;
            stack[stacked++] = root;
            while (depth >= 0) {
                int v = path[depth];
                if (cursor[v] < n) {
                    int w = cursor[v]++;
                    if (edge[v * n + w] > 0) {
                        if (order[w] == 0) {
                            order[w] = low[w] = ++clock;
                            stack[stacked++] = w;
                            path[++depth] = w;
                        } else if (component[w] < 0) {
                            low[v] = Math.min(low[v], order[w]);
                        }
                    }
                    continue;
                }
                if (low[v] == order[v]) {
                    int w;
                    do {
                        w = stack[--stacked];
                        component[w] = found;
                    } while (w != v);
                    found++;
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[v]);
                }
            }
        }
    }
}
