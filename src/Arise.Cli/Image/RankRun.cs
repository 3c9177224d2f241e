using System.CommandLine;
using System.Globalization;
using Arise.Microscopy;
using Arise.Microscopy.Quality;
using Arise.Networks;
using Arise.Recognition;
using Arise.Reporting.Imaging;

namespace Arise.Cli;

/// <summary>Orders images by how sure their class is, or by how good they are.</summary>
internal sealed class RankRun(ParseResult parsed, ParseResult classify, int threads)
{
    private const int MostRows = 50;

    private readonly ImageRanking _ranking = new();
    private readonly StructureClassifier _classifier = ImagePrediction.Classifier(classify);
    private readonly PredictionSettings _settings = ImagePrediction.Settings(classify, threads);
    private int _count;

    /// <summary>Options of 'arise classify' that count here.</summary>
    public static IReadOnlyList<string> Options { get; } = ["--model", "--mode", "--passes", "--tolerance", "--seed"];

    /// <summary>Judges and classifies an image.</summary>
    /// <returns>What went wrong, a sentence; null for nothing.</returns>
    public string? Add(string file, MicroscopeImage image, FoundAtoms found, CancellationToken cancellation)
    {
        _count++;
        ImageQuality quality = Interruptible.Call(
            () => ImageQuality.Of(image, found, threads, cancellation), cancellation);
        try
        {
            Classification classification = Interruptible.Call(
                () => _classifier.Classify(found.ToStructure(), _settings), cancellation);
            _ranking.Add(file, image, found, quality, classification);
            return null;
        }
        catch (AriseException error)
        {
            string problem = $"{file}: {ErrorText.Of(error)}";
            _ranking.Add(file, image, found, quality, null, problem);
            return problem;
        }
    }

    /// <summary>Notes an image without atoms, or a file that cannot be read.</summary>
    public void AddProblem(string file, MicroscopeImage? image, string problem)
    {
        _count++;
        _ranking.AddProblem(file, image, problem);
    }

    /// <summary>Writes the order: a table, and the files.</summary>
    public void Finish(string folder, ImageOrder order)
    {
        _ranking.Write(folder, order);
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        output.WriteLine();
        var table = new TextTable(
            ">rank", ">information", ">quality", ">signal/noise", ">limit", ">drift", "class", "image");
        foreach ((int index, RankedImage image) in _ranking.InOrder(order).Take(MostRows).Index())
        {
            ImageQuality? quality = image.Quality;
            Classification? classified = image.Classification is { Best: not null } one ? one : null;
            string name = Path.GetFileName(image.File) + (image.Page is null ? "" : $" {image.Page}");
            table.Add(
                (index + 1).ToString(CultureInfo.InvariantCulture),
                Text(classified?.MutualInformation, "F2", " bit"),
                Text(quality?.Score, "F2"),
                Text(quality?.SignalToNoise, "G3"),
                quality?.InformationLimitPerAngstrom is { } limit
                    ? Text(limit, "F2", " /A") : Text(quality?.InformationLimit, "F3", " /px"),
                Text(100 * quality?.Anisotropy, "F1", " %"),
                image.ClassText ?? "-",
                name);
        }

        table.Write(output);
        if (_ranking.InOrder(order).Take(MostRows).Any(image => image.ClassText?.EndsWith('?') == true))
            output.WriteLine("?: the likeliest class, but the atoms are like none that the model knows");
        if (_count > MostRows)
            output.WriteLine($"the other {_count - MostRows} are in rank.csv");
        output.WriteLine($"rank.csv and contact_sheet.png are in {folder}");
    }

    private static string Text(double? value, string format, string unit = "") =>
        value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) + unit : "-";
}
