using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Arise.Cli;

/// <summary>
/// Shows on standard error how much of some counted work is done and how long the rest takes: a bar on a terminal, a
/// line every ten seconds otherwise, nothing when the work is over within a second.
/// </summary>
internal static class CountedProgress
{
    private const double QuietSeconds = 1;
    private const double SecondsPerLine = 10;

    /// <summary>
    /// Runs <paramref name="work"/>, which reports how many of <paramref name="total"/> items are done;
    /// <paramref name="before"/> of them were done in an earlier run.
    /// </summary>
    public static void Run(string title, int total, Action<IProgress<int>> work, int before = 0)
    {
        long start = Stopwatch.GetTimestamp();
        if (Console.IsErrorRedirected)
        {
            double next = SecondsPerLine;
            work(new Report(done =>
            {
                double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (elapsed < next)
                    return;
                next = elapsed + SecondsPerLine;
                Console.Error.WriteLine($"{title}: {done} / {total}, {Pace(elapsed, done - before, total - done)}");
            }));
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 })
            .Start(context =>
            {
                ProgressTask task = context.AddTask(title, autoStart: true, maxValue: total);
                work(new Report(done =>
                {
                    double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    if (elapsed < QuietSeconds)
                        return;
                    task.Value = done;
                    task.Description = $"{title}: {done} / {total}, {Pace(elapsed, done - before, total - done)}";
                }));
            });
    }

    private static string Pace(double elapsed, int done, int left) => done <= 0
        ? "? left"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{done / elapsed:G3} per second, {TimeSpan.FromSeconds(elapsed / done * left):hh\\:mm\\:ss} left");

    // Reports come from several threads; the count only ever grows.
    private sealed class Report(Action<int> show) : IProgress<int>
    {
        private readonly Lock _gate = new();
        private int _most;

        void IProgress<int>.Report(int value)
        {
            lock (_gate)
            {
                _most = Math.Max(_most, value);
                show(_most);
            }
        }
    }
}
