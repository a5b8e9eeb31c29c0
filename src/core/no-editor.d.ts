// The core knows no editor: `vscode` resolves to this empty module under src/core/tsconfig.json.
export {};
