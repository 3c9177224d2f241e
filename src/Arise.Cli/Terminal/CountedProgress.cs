using System.Diagnostics;
using Spectre.Console;

namespace Arise.Cli;

/// <summary>
/// Shows on standard error how much of some counted work is done and how long the rest takes: a bar on a terminal, a
/// line every ten seconds otherwise, nothing of a step that is over within a second.
/// </summary>
internal static class CountedProgress
{
    private const double QuietSeconds = 1;
    private const double SecondsPerLine = 10;

    /// <summary>
    /// Runs <paramref name="work"/>, which goes through steps one after the other. A step begins with the first report
    /// of its name, or when the number done is 0 again; what that report says was done before. The time left is that
    /// of the step.
    /// </summary>
    public static void RunSteps(Action<IProgress<WorkProgress>> work)
    {
        if (Console.IsErrorRedirected)
        {
            double next = SecondsPerLine;
            long start = Stopwatch.GetTimestamp();
            work(new Steps(step =>
            {
                double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (elapsed < next)
                    return;
                next = elapsed + SecondsPerLine;
                Console.Error.WriteLine(step.Text);
            }));
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(VisibleWriter.PlainError) });
        console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = BarWidth(console) })
            .Start(context =>
            {
                Step? shown = null;
                ProgressTask? task = null;
                work(new Steps(step =>
                {
                    if (step.Seconds < QuietSeconds)
                        return;
                    if (task is null || step != shown)
                    {
                        task?.Value = task.MaxValue;
                        shown = step;
                        task = context.AddTask(Markup.Escape(step.Title), autoStart: true, maxValue: step.Total);
                    }

                    task.Value = step.Done;
                    task.Description = Markup.Escape(VisibleText.Of(step.Text));
                }));
            });
    }

    // The text is more important, and has about so many letters; both stay on one line of 80 columns.
    private static int BarWidth(IAnsiConsole console)
    {
        const int text = 62, most = 30, least = 4;
        return Math.Clamp(console.Profile.Width - text, least, most);
    }

    /// <summary>One step on its way.</summary>
    private sealed class Step(string title, long total, long before)
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public string Title => title;

        public long Total => total;

        public long Done { get; set; }

        public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

        public string? Note { get; set; }

        public string Text => $"{title}: {Done} / {total}, {Pace(Done - before, total - Done)}"
            + (Note is null ? "" : $", {Note}");

        private string Pace(long done, long left) => done <= 0
            ? "? left"
            : $"{RunningProgress.Rate(done / Seconds)}, {RunningProgress.Time(Seconds / done * left)} left";
    }

    // Reports come from several threads; within a step the count only ever grows.
    private sealed class Steps(Action<Step> show) : IProgress<WorkProgress>
    {
        private readonly Lock _gate = new();
        private Step? _step;

        void IProgress<WorkProgress>.Report(WorkProgress value)
        {
            lock (_gate)
            {
                WorkInHand.Step = value.Step;
                if (_step is null || _step.Title != value.Step || (value.Done == 0 && _step.Done > 0))
                    _step = new Step(value.Step, value.Total, value.Done);
                _step.Done = Math.Max(_step.Done, value.Done);
                _step.Note = value.Note ?? _step.Note;
                show(_step);
            }
        }
    }
}
