using System.Globalization;
using Arise.Labeling;
using Arise.Microscopy;
using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>Atoms of images as a person reads them: how many, how they were found, and what to beware of.</summary>
internal sealed class ImageText(TextWriter output, ImageContrast contrast = ImageContrast.Automatic)
{
    private const double OtherSpacing = 0.1;
    private const double NotableShare = 0.02;
    private const double NotableSaturation = 0.01;

    // Angstrom. Distances of atoms next to each other in projection are well within.
    private const double LeastBond = 0.7, MostBond = 12;

    // Of the atoms that are one class, above which the image is.
    private const double VerdictShare = 2 / 3.0;

    private bool _isFirst = true;

    /// <summary>Writes the paragraph of an image.</summary>
    public void Write(string file, MicroscopeImage image, FoundAtoms found, double? bond)
    {
        if (!_isFirst)
            output.WriteLine();
        _isFirst = false;
        string name = image.Name is null ? "" : $", {VisibleText.Of(image.Name)}";
        string size = found.PixelSize is { } side
            ? string.Create(CultureInfo.InvariantCulture, $", pixels of {side:G4} A")
            : ", pixels of unknown size";
        Line($"{VisibleText.Of(file)}{name}: {image.Width} x {image.Height}{size}");
        string spacing = string.Create(
            CultureInfo.InvariantCulture,
            $"{(found.PixelSize ?? 1) * found.Spacing:F3} {(found.PixelSize is null ? "pixels" : "A")}");
        Line($"  {found.Atoms.Length} atoms{Elements(found)}, {spacing} from those next to them");
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  found by the {found.Finder} finder, {found.Reason}; an atom is {found.SignalToNoise:G3} times the "
            + $"noise of a {(found.Block > 1 ? $"block of {found.Block} x {found.Block} pixels" : "pixel")}"));
        double error = (found.PixelSize ?? 1) * found.Atoms.Average(atom => atom.PositionError);
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  error of a position about {error:F3} {(found.PixelSize is null ? "pixels" : "A")}, mean confidence "
            + $"{found.Atoms.Average(atom => atom.Confidence):F3}"));
        if (contrast == ImageContrast.Dark)
            Line("  atoms are taken to be dark, as --contrast dark says: the image was inverted");
        else if (found.IsInverted)
            Line("  atoms look dark in this image, so it was inverted (--contrast bright says otherwise)");
        if (!found.HasLattice)
            Line("  no lattice shows in the spectrum: distances come from the size of the blobs; look at the overlay");
        if (1 - found.UsableShare > NotableShare)
        {
            Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  {100 * (1 - found.UsableShare):F0} % of the image is saturated or has no data and was left out"));
        }

        if (found.SaturatedShare > NotableSaturation)
        {
            Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  {100 * found.SaturatedShare:F0} % of the pixels are as bright as they can be (saturated): atoms"));
            Line("  there lack their tops, which makes intensities, species and positions worse");
        }

        if (bond is null && found.PixelSize is { } scale && scale * found.Spacing is < LeastBond or > MostBond)
        {
            string far = string.Create(CultureInfo.InvariantCulture, $"{scale * found.Spacing:G3} A");
            Line($"  beware: atoms {far} apart are no crystal's; is the size of a pixel right?");
        }

        if (bond is { } expected && found.PixelSize is { } known
            && Math.Abs((known * found.Spacing / expected) - 1) > OtherSpacing)
        {
            string apart = string.Create(
                CultureInfo.InvariantCulture, $"{known * found.Spacing:F2} A apart, not {expected:G4}");
            Line($"  beware: the atoms are {apart} as --bond says; is the size of a pixel right?");
        }
    }

    /// <summary>Writes how the answers scatter with the positions.</summary>
    public void Write(SampledClassification sampled, string? image)
    {
        output.WriteLine();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(image)}positions drawn {sampled.Samples} times from their errors: "
            + $"mutual information {sampled.MutualInformation.Mean:F3} +- "
            + $"{sampled.MutualInformation.Deviation:F3} bit"));
        var table = new TextTable(">", "deviation", "most likely in", "prototype");
        foreach (SampledClassification.Row row in sampled.Classes.Take(3))
        {
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"  {100 * row.Mean:F2} %"),
                string.Create(CultureInfo.InvariantCulture, $"{100 * row.Deviation:F2} %"),
                string.Create(CultureInfo.InvariantCulture, $"{100 * row.Wins:F0} %"),
                row.Name);
        }

        table.Write(output);
    }

    /// <summary>Writes the classes of the single atoms.</summary>
    public void Write(AtomLabels labels, string? image)
    {
        IEnumerable<string> shares = labels.Counts.Index()
            .Select(pair => (pair.Index, Share: pair.Item / (double)labels.Structure.Count))
            .Where(pair => pair.Share > NotableShare)
            .OrderByDescending(pair => pair.Share)
            .Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * pair.Share:F1} % {PrototypeLibrary.NameOf(labels.ClassLabels[pair.Index])}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"{100 * labels.OtherShare:F1} % none"));
        output.WriteLine();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(image)}of the single atoms: {string.Join(", ", shares)}; mean entropy "
            + $"{labels.MeanEntropy:F3} bit"));
        int most = labels.Counts.Index().MaxBy(pair => pair.Item).Index;
        if (labels.Counts[most] < VerdictShare * labels.Structure.Count)
            return;
        string name = PrototypeLibrary.NameOf(labels.ClassLabels[most]);
        Line($"so the image shows {name} (a mean over all atoms is none where grains are turned against each other)");
    }

    /// <summary>Says where the files are.</summary>
    public void End(string folder, bool isUnnamed)
    {
        output.WriteLine();
        if (isUnnamed)
            Line("no --species: all atoms are written as C");
        Line($"written to {folder}");
    }

    private static string Elements(FoundAtoms found) => found.Species.IsEmpty
        ? ""
        : " (" + string.Join(", ", found.Species.GroupBy(element => element).OrderBy(group => group.Key.AtomicNumber)
            .Select(group => $"{group.Count()} {group.Key.Symbol}")) + ")";

    private static string Of(string? image) => image is null ? "" : VisibleText.Of(image) + ": ";

    private void Line(string text) => output.WriteLine(text);
}
