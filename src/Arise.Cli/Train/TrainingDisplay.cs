using System.Globalization;
using Arise.Training;
using Spectre.Console;

namespace Arise.Cli;

/// <summary>
/// Shows on standard error how training goes: a bar on a terminal, a line every ten epochs otherwise.
/// </summary>
internal static class TrainingDisplay
{
    private const int EpochsPerLine = 10;

    /// <summary>Runs <paramref name="work"/>, which reports every epoch.</summary>
    /// <param name="epochs">Epochs in all.</param>
    /// <param name="done">Epochs made before.</param>
    /// <param name="work">The training.</param>
    public static void Run(int epochs, int done, Action<IProgress<TrainingProgress>> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(new Report(state =>
            {
                if (state.Last.Epoch % EpochsPerLine == 0 || state.Last.Epoch == epochs)
                {
                    Console.Error.WriteLine(
                        $"epoch {state.Last.Epoch,4} / {epochs}  {Describe(state)}  "
                        + $"left {state.Remaining:hh\\:mm\\:ss}");
                }
            }));
            return;
        }

        IAnsiConsole console =
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask("first epoch", maxValue: epochs);
                task.Value = done;
                work(new Report(state =>
                {
                    task.Value = state.Last.Epoch;
                    task.Description =
                        $"{state.Last.Epoch} / {epochs}  {Describe(state)}  left {state.Remaining:hh\\:mm\\:ss}";
                }));
            });
    }

    /// <summary>A share as a person reads it.</summary>
    public static string Percent(double? share) =>
        share is { } value ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + " %" : "-";

    private static string Describe(TrainingProgress state) => string.Create(
        CultureInfo.InvariantCulture,
        $"loss {state.Last.Loss:0.0000}  train {Percent(state.Last.TrainingAccuracy)}")
        + (state.Last.ValidationAccuracy is { } valid ? $"  valid {Percent(valid)}  best {state.BestEpoch}" : "");

    private sealed class Report(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        void IProgress<TrainingProgress>.Report(TrainingProgress value) => action(value);
    }
}
