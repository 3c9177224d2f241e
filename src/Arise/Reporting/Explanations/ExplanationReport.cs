using System.Globalization;
using System.Text;
using Arise.Explanation;
using Arise.Files;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Reporting.Explanations;

/// <summary>
/// Explanations of a sample as files in a folder: explanation.json, and for each class, numbered from the second on,
/// atoms.xyz (the atoms with their residuals), sites.xyz (the sites of the crystal, empty ones too) and the figure
/// explanation.svg and .png: the sample beside the member of the class that fits best.
/// </summary>
/// <remarks>
/// Columns of atoms.xyz: <c>residual</c> (Angstrom, -1 without a site), <c>from_site</c> (the vector from the site to
/// the atom), <c>site</c> (atom of the cell of the base member, from 0, or -1) and <c>role</c>: site, foreign,
/// interstitial, outside. Columns of sites.xyz: <c>occupied</c> (1 or 0).
/// </remarks>
/// <example>
/// <code>
/// StructureExplanation[] classes = [StructureExplanation.Of(sample, PrototypeLibrary.Find("hcp"))];
/// ExplanationReport.Write("sample-explained", classes);
/// </code>
/// </example>
public static class ExplanationReport
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files; they appear together.</summary>
    /// <param name="folder">Where to; it is created if need be.</param>
    /// <param name="explanations">Of one sample, the best first.</param>
    /// <param name="overwrite">Whether older results in the folder may go.</param>
    /// <param name="figures">Resolution of the figures.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public static void Write(
        string folder,
        IReadOnlyList<StructureExplanation> explanations,
        bool overwrite = false,
        FigureSettings? figures = null)
    {
        ArgumentNullException.ThrowIfNull(explanations);
        using OutputFolder output = OutputFolder.Begin(folder, ResultKind.Explanation, overwrite);
        using (var file = new ReplacingFile(Path.Combine(output.Path, "explanation.json")))
        {
            using (var writer = new StreamWriter(file.Stream, Utf8, leaveOpen: true))
                WriteJson(writer, explanations);
            file.Commit();
        }

        for (int k = 0; k < explanations.Count; k++)
        {
            string number = k == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{k + 1}");
            StructureFile.Write(Path.Combine(output.Path, $"atoms{number}.xyz"), Atoms(explanations[k]));
            if (explanations[k].Matched == 0)
                continue;
            StructureFile.Write(Path.Combine(output.Path, $"sites{number}.xyz"), Sites(explanations[k]));
            ExplanationFigure.Of(explanations[k]).WriteAll(
                Path.Combine(output.Path, $"explanation{number}"), (figures ?? FigureSettings.Default).PixelsPerInch);
        }

        output.Commit();
    }

    /// <summary>Writes one JSON array with an object per explanation.</summary>
    /// <param name="output">Where to; not disposed.</param>
    /// <param name="explanations">What to write.</param>
    public static void WriteJson(TextWriter output, IEnumerable<StructureExplanation> explanations)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(explanations);
        ExplanationJson.Write(output, explanations);
    }

    /// <summary>The atoms with what is known of each.</summary>
    internal static AtomicStructure Atoms(StructureExplanation one)
    {
        AtomicStructure sample = one.Sample;
        double[] fromSite = new double[3 * sample.Count];
        for (int atom = 0; atom < sample.Count; atom++)
        {
            Vector3D off = sample.Positions[atom] - one.Sites[atom];
            (fromSite[3 * atom], fromSite[(3 * atom) + 1], fromSite[(3 * atom) + 2]) = (off.X, off.Y, off.Z);
        }

        string[] roles = new string[sample.Count];
        for (int atom = 0; atom < roles.Length; atom++)
            roles[atom] = one.SiteAtoms[atom] >= 0 ? "site" : "outside";
        foreach (int atom in one.Foreign)
            roles[atom] = "foreign";
        foreach (int atom in one.Interstitials)
            roles[atom] = "interstitial";
        AtomColumn[] columns =
        [
            AtomColumn.Real("residual", [.. one.Residuals.Select(r => double.IsFinite(r) ? r : -1)]),
            AtomColumn.Real("from_site", fromSite, 3),
            AtomColumn.Integer("site", [.. one.SiteAtoms.Select(atom => (long)atom)]),
            AtomColumn.Text("role", roles),
        ];
        return new AtomicStructure(
            sample.Positions,
            sample.Species,
            sample.Lattice,
            sample.Periodicity,
            columns,
            Properties(one),
            sample.Name);
    }

    private static AtomicStructure Sites(StructureExplanation one)
    {
        int[] matched = [.. Enumerable.Range(0, one.Sample.Count).Where(atom => one.SiteAtoms[atom] >= 0)];
        Vector3D[] places = [.. matched.Select(atom => one.Sites[atom]), .. one.Vacancies];
        ReadOnlySpan<ChemicalElement> ofMember = one.Member is { } member ? member.Species : [];
        var species = new ChemicalElement[places.Length];
        for (int k = 0; k < places.Length; k++)
        {
            species[k] = ofMember[
                k < matched.Length ? one.SiteAtoms[matched[k]] : one.VacancySites[k - matched.Length]];
        }

        AtomColumn occupied = AtomColumn.Integer(
            "occupied", [.. places.Select((_, k) => k < matched.Length ? 1L : 0L)]);
        return new AtomicStructure(
            places, species, one.Sample.Lattice, one.Sample.Periodicity, [occupied], Properties(one));
    }

    private static Dictionary<string, string> Properties(StructureExplanation one) => new()
    {
        ["class_label"] = one.Prototype.Label,
        ["unit"] = one.Sample.LengthUnit.Name,
    };
}
