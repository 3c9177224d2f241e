using System.Globalization;
using System.Text;
using Arise.Files;

namespace Arise.Networks.Models;

/// <summary>
/// The page beside a model file that tells a person what the model is and how it was made (Markdown).
/// </summary>
internal static class ModelCard
{
    private const string FirstWords = "A Bayesian neural network (Monte-Carlo dropout) that tells";

    /// <summary>Whether a file begins as a card does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsCard(string path) =>
        File.ReadLines(path).Take(3).Any(line => line.StartsWith(FirstWords, StringComparison.Ordinal));

    /// <summary>Writes the card; the file appears only once it is complete.</summary>
    /// <param name="network">A network with a training record.</param>
    /// <param name="path">Where to.</param>
    /// <param name="duration">How long training took, if known.</param>
    /// <exception cref="ArgumentException">The network has no training record.</exception>
    public static void Write(BayesianNetwork network, string path, TimeSpan? duration = null)
    {
        using var file = new ReplacingFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(Text(network, Path.GetFileNameWithoutExtension(path), duration)));
        file.Commit();
    }

    /// <summary>The text of the card.</summary>
    /// <param name="network">A network with a training record.</param>
    /// <param name="name">Name of the model.</param>
    /// <param name="duration">How long training took, if known.</param>
    /// <exception cref="ArgumentException">The network has no training record.</exception>
    public static string Text(BayesianNetwork network, string name, TimeSpan? duration = null)
    {
        TrainingRecord record =
            network.Metadata.Training ?? throw new ArgumentException("The network has no training record.");
        NetworkArchitecture architecture = network.Architecture;
        TrainingSettings settings = record.Settings;
        var text = new StringBuilder();
        Line($"# {name}");
        Line($"");
        Line($"{FirstWords} {architecture.ClassCount} classes apart.");
        Line($"");
        Line($"| accuracy, without dropout | |");
        Line($"| --- | --- |");
        Line($"| training ({record.TrainingRows} rows) | {Percent(record.TrainingAccuracy)} |");
        if (record.ValidationAccuracy is { } validation)
            Line($"| validation ({record.ValidationRows} rows) | {Percent(validation)} |");
        Line($"| all | {Percent(record.TotalAccuracy)} |");
        Line($"");
        Line($"| network and training | |");
        Line($"| --- | --- |");
        Line($"| layers | {string.Join("-", architecture.LayerSizes)}, {architecture.ParameterCount} parameters |");
        Line($"| dropout | {architecture.Dropout} on the input and each hidden layer |");
        Line($"| data | {record.Data}, SHA-256 {record.DataDigest} |");
        if (settings.ValidationFraction > 0)
            Line($"| split | {1 - settings.ValidationFraction:0.##} / {settings.ValidationFraction:0.##} per class |");
        string rate = $"learning rate {settings.LearningRate} ({settings.Schedule})";
        Line($"| optimizer | Adam, {rate}, batch {settings.BatchSize} |");
        string reason = settings.ValidationFraction > 0 ? "best validation accuracy" : "no validation";
        Line($"| epochs | {settings.Epochs}; the weights are those of epoch {record.BestEpoch} ({reason}) |");
        Line($"| seed | {settings.Seed} |");
        if (duration is { } time)
            Line($"| time | {time:hh\\:mm\\:ss} |");
        if (record.Command is { } command)
        {
            Line($"");
            Line($"```");
            Line($"{command}");
            Line($"```");
        }

        if (network.Metadata.DescriptorSettings.Count > 0)
        {
            Line($"");
            Line($"| descriptor | |");
            Line($"| --- | --- |");
            foreach ((string key, string value) in network.Metadata.DescriptorSettings)
                Line($"| {key} | {value} |");
        }

        return text.ToString();

        void Line(FormattableString line) =>
            text.Append(VisibleText.Of(line.ToString(CultureInfo.InvariantCulture))).Append('\n');
        static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";
    }
}
