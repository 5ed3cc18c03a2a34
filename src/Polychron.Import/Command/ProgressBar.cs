using Polychron.Import.Run;
using Spectre.Console;

namespace Polychron.Import.Command;

/// <summary>Shows on a terminal how far an import is, on the error stream: the report alone goes to the output.</summary>
internal static class ProgressBar
{
    /// <summary>Runs an import below a bar; without one where the error stream is no terminal.</summary>
    /// <param name="file">The file as it lies there, whose position tells how far the import is.</param>
    /// <param name="import">The import, which says when it has advanced.</param>
    public static async Task ShowAsync(Stream file, Func<Action<ImportSummary>, Task> import)
    {
        if (Console.IsErrorRedirected)
        {
            await import(static _ => { }).ConfigureAwait(false);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("reading", maxValue: file.CanSeek ? Math.Max(1, file.Length) : 1);
                task.IsIndeterminate = !file.CanSeek;
                await import(summary =>
                {
                    task.Description = $"{summary.Rows:#,0} rows";
                    if (file.CanSeek)
                    {
                        task.Value = file.Position;
                    }
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
