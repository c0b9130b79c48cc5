import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The style sheet is read by a test; without this it is empty there.
    css: true,
  },
});
