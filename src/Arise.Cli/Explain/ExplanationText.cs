using System.Globalization;
using Arise.Explanation;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>Explanations as a person reads them: a sentence and a table each, and a comparison.</summary>
internal static class ExplanationText
{
    private const int MostCoordinates = 12;
    private const double LeastStrain = 5e-5;

    /// <summary>Writes the explanations of a sample, the best first.</summary>
    public static void Write(
        TextWriter output,
        string file,
        StructureExplanation[] explanations,
        Classification? classification,
        string? folder)
    {
        StructureExplanation best = explanations[0];
        string size = best.TotalAtoms == best.Sample.Count
            ? $"{best.TotalAtoms} atoms"
            : $"{best.TotalAtoms} atoms, of which the {best.Sample.Count} around the middle";
        output.WriteLine($"{VisibleText.Of(file)}: {size}, {best.Sample.Formula()}");
        if (explanations.Length > 1)
            Compare(output, explanations, classification);
        string unit = best.Sample.LengthUnit.Symbol;
        foreach (StructureExplanation one in explanations)
        {
            output.WriteLine();
            WriteWrapped(output, one.Sentence);
            if (one.MatchedShare > 0)
                Details(output, one, unit);
        }

        if (folder is not null)
            output.WriteLine($"\nwritten to {VisibleText.Of(folder)}");
    }

    private static void Compare(
        TextWriter output, StructureExplanation[] explanations, Classification? classification)
    {
        output.WriteLine();
        var table = new TextTable(">fit", ">on sites", ">rms", ">strain", ">probability", "class");
        foreach (StructureExplanation one in explanations)
        {
            double? probability = classification?.Candidates
                .FirstOrDefault(candidate => candidate.Label == one.Prototype.Label)?.Probability;
            table.Add(
                Text(one.Fit, "F3"),
                Text(100 * one.MatchedShare, "F1") + " %",
                Text(one.RootMeanSquare, "F3"),
                Text(100 * one.BreakingStrainSize, "F1") + " %",
                probability is { } p ? Text(100 * p, "F1") + " %" : "",
                one.Prototype.ToString());
        }

        table.Write(output);
    }

    private static void Details(TextWriter output, StructureExplanation one, string unit)
    {
        string member = one.Base == one.Prototype.Label ? "prototype" : one.Base;
        var table = new TextTable("", ">sample", ">" + member, one.Ranges.IsEmpty ? "" : "range");
        foreach ((string name, double fitted, double ofPrototype) in one.Lattice)
        {
            bool isLength = name.Length == 1;
            table.Add(
                isLength ? $"{name} / {unit}" : name, Text(fitted, "F4"), Text(ofPrototype, "F4"), Range(one, name));
        }

        foreach ((string name, double fitted, _, _) in one.Ranges)
        {
            if (!one.Lattice.Any(value => value.Name == name))
                table.Add(name, Text(fitted, "F4"), Text(1, "F4"), Range(one, name));
        }

        foreach ((string name, double fitted, double ofPrototype) in one.FreeCoordinates
            .OrderByDescending(value => Math.Round(Math.Abs(value.Fitted - value.OfPrototype), 6))
            .Take(MostCoordinates))
        {
            table.Add(name, Text(fitted, "F4"), Text(ofPrototype, "F4"), "");
        }

        foreach (var part in one.Parts)
            table.Add("species", part.Species?.Symbol ?? "none", part.Part.Symbol, "");
        table.Write(output);
        string strain = one.BreakingStrainSize < LeastStrain
            ? "none"
            : string.Join(", ", StructureExplanation.StrainNames.Zip(one.BreakingStrain)
                .Select(pair => $"{pair.First} {Text(100 * pair.Second, "F2")} %"));
        output.WriteLine($"strain beyond the class: {strain}");
        if (one.FreeCoordinates.Length > MostCoordinates)
            output.WriteLine($"{one.FreeCoordinates.Length - MostCoordinates} more free coordinates: see --json");
    }

    private static string Range(StructureExplanation one, string name)
    {
        foreach ((string ofRange, double fitted, double low, double high) in one.Ranges)
        {
            if (ofRange == name)
            {
                string outside = fitted < low || fitted > high ? "outside " : "";
                return $"{outside}{Text(low, "0.###")}-{Text(high, "0.###")}";
            }
        }

        return "";
    }

    private static void WriteWrapped(TextWriter output, string text)
    {
        const int width = 100;
        foreach (string line in WordWrap.Lines(text, (output as WrappingWriter)?.Width ?? width))
            output.WriteLine(line);
    }

    private static string Text(double value, string format)
    {
        string text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.AsSpan(1).IndexOfAnyInRange('1', '9') < 0 ? text[1..] : text;
    }
}
