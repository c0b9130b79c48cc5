package org.gyre.measure.flux;

import java.util.Arrays;

/// The strongly connected components of a directed graph (Tarjan 1972), without recursion.
final class StrongComponents {
    /// Edges, asked for one by one.
    interface Graph {
        int vertices();

        /// Number of places at which a vertex may have an edge.
        int degree(int vertex);

        /// Where the edge at a place leads, or −1 if there is none.
        int successor(int vertex, int place);
    }

    private final Graph graph;
    private final int[] component;
    private int count;

    StrongComponents(Graph graph) {
        this.graph = graph;
        this.component = new int[graph.vertices()];
        find();
    }

    /// The components of a dense matrix, which has an edge from row to column where it is positive.
    static StrongComponents ofMatrix(int n, double[] matrix) {
        return new StrongComponents(new Graph() {
            @Override
            public int vertices() {
                return n;
            }

            @Override
            public int degree(int vertex) {
                return n;
            }

            @Override
            public int successor(int vertex, int place) {
                return matrix[vertex * n + place] > 0 ? place : -1;
            }
        });
    }

    /// The number of the component of each vertex; a component's edges lead only to smaller numbers.
    int[] component() {
        return component;
    }

    /// Number of components that no edge leaves.
    int closed() {
        boolean[] open = new boolean[count];
        for (int v = 0; v < component.length; v++) {
            for (int k = 0; k < graph.degree(v) && !open[component[v]]; k++) {
                int w = graph.successor(v, k);
                open[component[v]] = w >= 0 && component[w] != component[v];
            }
        }
        int closed = 0;
        for (boolean each : open) {
            closed += each ? 0 : 1;
        }
        return closed;
    }

    private void find() {
        int n = component.length;
        Arrays.fill(component, -1);
        int[] order = new int[n];
        int[] low = new int[n];
        int[] cursor = new int[n];
        int[] path = new int[n];
        int[] stack = new int[n];
        int stacked = 0;
        int clock = 0;
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
                if (cursor[v] < graph.degree(v)) {
                    int w = graph.successor(v, cursor[v]++);
                    if (w >= 0 && order[w] == 0) {
                        order[w] = low[w] = ++clock;
                        stack[stacked++] = w;
                        path[++depth] = w;
                    } else if (w >= 0 && component[w] < 0) {
                        low[v] = Math.min(low[v], order[w]);
                    }
                    continue;
                }
                if (low[v] == order[v]) {
                    int w;
                    do {
                        w = stack[--stacked];
                        component[w] = count;
                    } while (w != v);
                    count++;
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[v]);
                }
            }
        }
    }
}
