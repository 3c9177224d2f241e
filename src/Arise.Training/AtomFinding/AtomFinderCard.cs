using System.Globalization;
using System.Text;
using Arise.Microscopy.Finders;

namespace Arise.AtomFinding;

/// <summary>The page beside a network that finds atoms: what it is and how it was made (Markdown).</summary>
internal static class AtomFinderCard
{
    private const string FirstWords = "A small fully convolutional network that marks the atoms";

    // Epochs in the table at most.
    private const int MostRows = 10;

    /// <summary>Whether a file begins as a card does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsCard(string path) =>
        File.ReadLines(path).Take(3).Any(line => line.StartsWith(FirstWords, StringComparison.Ordinal));

    /// <summary>The text of the card.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="history">How its training went.</param>
    /// <param name="duration">How long it took, if known.</param>
    public static string Text(
        string name, AtomFinderModel model, IReadOnlyList<AtomFinderEpoch> history, TimeSpan? duration)
    {
        var text = new StringBuilder();
        Line($"# {name}");
        Line($"");
        Line($"{FirstWords} of a microscope image.");
        Line($"");
        Line($"| network and training | |");
        Line($"| --- | --- |");
        Line($"| channels | {string.Join(", ", model.Channels)} at the full, half and quarter resolution |");
        Line($"| parameters | {model.Parameters.Length} |");
        Line($"| scale | images are resampled to {model.Spacing} pixels between nearest atoms |");
        Line($"| data | {model.Training["patches"]} simulated patches of 96 x 96 pixels, each seen once |");
        Line($"| Adam | {model.Training["batch"]} patches per step, learning rate {model.Training["learning_rate"]} |");
        Line($"| seed | {model.Training["seed"]} |");
        (double slope, double offset) = model.Calibration;
        Line($"| confidence | 1 / (1 + exp(-({slope:0.###} z {offset:+ 0.###;- 0.###}))), z: log-odds at a peak |");
        if (duration is { } time)
            Line($"| time | {time:hh\\:mm\\:ss} |");
        if (model.Training.TryGetValue("command", out string? command))
            Line($"| command | `{command}` |");
        Line($"");
        Line($"On simulated patches that were held back, of all lattices and doses (error in nearest distances):");
        Line($"");
        Line($"| epoch | loss per pixel | precision | recall | F1 | error |");
        Line($"| --- | --- | --- | --- | --- | --- |");
        foreach (AtomFinderEpoch row in history.Where(row => IsShown(row.Epoch, history.Count)))
        {
            (int epoch, double loss, double precision, double recall, double error) = row;
            double f1 = row.F1;
            Line($"| {epoch} | {loss:0.0000} | {precision:0.0000} | {recall:0.0000} | {f1:0.0000} | {error:0.000} |");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    // The first, the last, and some between.
    private static bool IsShown(int epoch, int count) =>
        epoch == 1 || epoch == count || epoch % Math.Max(1, (count + MostRows - 1) / MostRows) == 0;
}
