using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Networks.Models;

namespace Arise.Tuning;

/// <summary>
/// The trials of a hyper-parameter search as a table: number, state, best validation accuracy and its epoch, accuracy
/// and confidence on mildly defective structures, hidden layers, batch size, learning rate, dropout, epochs and
/// seconds.
/// </summary>
internal static class TuningTable
{
    private static readonly string[] Headings =
    [
        "trial", "state", "validation_accuracy", "best_epoch", "robust_accuracy", "robust_confidence", "hidden_layers",
        "batch_size", "learning_rate", "dropout", "epochs", "seconds",
    ];

    /// <summary>Whether a file is such a table.</summary>
    public static bool IsOne(string path) => File.ReadLines(path).FirstOrDefault() is { } heading
        && Headings.All(name => heading.Replace(' ', '_').Contains(name, StringComparison.Ordinal));

    /// <summary>Writes a CSV file; accuracies as shares. It appears only once it is complete.</summary>
    public static void WriteCsv(IEnumerable<Trial> trials, string path) => Write(path, Lines(
        string.Join(',', Headings),
        trials.Select(trial => string.Join(',', Cells(trial, share => Number(share, "G9"))))));

    /// <summary>Writes a Markdown table; accuracies in per cent. It appears only once it is complete.</summary>
    public static void WriteMarkdown(IEnumerable<Trial> trials, string path) => Write(path, Markdown(trials));

    /// <summary>The Markdown table.</summary>
    public static string Markdown(IEnumerable<Trial> trials)
    {
        string[] headings = [.. Headings.Select(heading => heading.Replace('_', ' '))];
        return Lines(
            Row(headings),
            [
                Row(headings.Select(_ => "---")),
                .. trials.Select(trial => Row(Cells(trial, share => Number(100 * share, "0.00")))),
            ]);

        static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
    }

    private static string[] Cells(Trial trial, Func<double, string> share)
    {
        TrainingSettings settings = trial.Settings;
        return
        [
            trial.Number.ToString(CultureInfo.InvariantCulture),
            trial.State.ToString().ToLowerInvariant(),
            trial.Accuracy is { } accuracy ? share(accuracy) : "",
            trial.BestEpoch.ToString(CultureInfo.InvariantCulture),
            trial.RobustAccuracy is { } robust ? share(robust) : "",
            trial.RobustConfidence is { } confidence ? share(confidence) : "",
            string.Join('-', settings.HiddenSizes),
            settings.BatchSize.ToString(CultureInfo.InvariantCulture),
            Number(settings.LearningRate, "0.00E+0"),
            Number(settings.Dropout, "0.0000"),
            trial.Epochs.ToString(CultureInfo.InvariantCulture),
            Number(trial.Duration.TotalSeconds, "0.0"),
        ];
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Lines(string heading, IEnumerable<string> rows) =>
        string.Concat(rows.Prepend(heading).Select(line => line + "\n"));

    private static void Write(string path, string text)
    {
        using var file = new ReplacingFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }
}
