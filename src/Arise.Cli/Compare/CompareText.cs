using System.Globalization;
using Arise.Comparison;
using Arise.Labeling;

namespace Arise.Cli;

/// <summary>
/// A comparison as a person reads it: a line per frame with the share of the atoms that each method names, then the
/// shares of the structures by method, how often methods agree, and what they disagree about most.
/// </summary>
internal sealed class CompareText(TextWriter output)
{
    private const int MostRows = 12;
    private const double LeastShare = 0.0005;

    private string? _file;
    private double? _cutoff;

    /// <summary>Writes the line of a frame.</summary>
    public void Write(string file, int frame, ComparedAtoms compared)
    {
        if (file != _file)
        {
            output.WriteLine($"{VisibleText.Of(file)}:");
            if (_file is null)
            {
                string methods = string.Concat(compared.Answers.Select(answer => $"{answer.Method,11}"));
                output.WriteLine($"{"frame",7}{"timestep",12}{"atoms",10}{methods}");
                _cutoff = compared.Answers.Select(answer => answer.Cutoff).FirstOrDefault(one => one is not null);
            }
        }

        _file = file;
        string timestep = compared.Structure.Timestep?.ToString(CultureInfo.InvariantCulture) ?? "";
        string values = string.Concat(compared.Answers.Select(answer => $"{Value(answer),11}"));
        output.WriteLine($"{frame,7}{timestep,12}{compared.Structure.Count,10}{values}");
    }

    /// <summary>Writes the tables over all frames, and where the files are.</summary>
    public void End(MethodAgreement agreement, int frames, string folder)
    {
        if (agreement.Methods.Length > 0)
        {
            output.WriteLine();
            WriteShares(agreement);
        }

        if (agreement.Methods.Length > 1)
        {
            output.WriteLine();
            WriteAgreement(agreement);
            WriteDisagreements(agreement);
        }

        output.WriteLine();
        if (_cutoff is { } cutoff)
        {
            string of = frames == 1 ? "" : " in the first frame; those of all are in counts.csv";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cutoff of cna {cutoff:F3} A{of}"));
        }

        output.WriteLine($"{frames} {(frames == 1 ? "frame" : "frames")}; written to {VisibleText.Of(folder)}");
    }

    private void WriteShares(MethodAgreement agreement)
    {
        var table = new TextTable(["structure", .. agreement.Methods.Select(method => $">{method}")]);
        double Share(string method, string label) =>
            agreement.Count(method, label) / (double)Math.Max(agreement.Atoms, 1);
        foreach (string label in agreement.Labels
            .Where(label => agreement.Methods.Any(method => Share(method, label) >= LeastShare))
            .OrderBy(label => label == AtomLabels.Other)
            .ThenByDescending(label => agreement.Methods.Max(method => Share(method, label))))
        {
            table.Add([NameOf(label), .. agreement.Methods.Select(method => Percent(Share(method, label)))]);
        }

        table.Write(output);
    }

    private void WriteAgreement(MethodAgreement agreement)
    {
        var table = new TextTable(["equal answers", .. agreement.Methods.Select(method => $">{method}")]);
        foreach (string method in agreement.Methods)
            table.Add([method, .. agreement.Methods.Select(other => Percent(agreement.Share(method, other)))]);
        table.Write(output);
    }

    private void WriteDisagreements(MethodAgreement agreement)
    {
        (string Method, string Label, string OtherMethod, string OtherLabel, long Atoms)[] all =
            [.. agreement.Disagreements()];
        if (all.Length == 0)
            return;
        output.WriteLine();
        var table = new TextTable(">share", ">atoms", "most frequent disagreements");
        foreach ((string method, string label, string otherMethod, string otherLabel, long atoms) in
            all.Take(MostRows))
        {
            table.Add(
                Percent(atoms / (double)agreement.Atoms),
                atoms.ToString(CultureInfo.InvariantCulture),
                $"{NameOf(label)} for {method}, {NameOf(otherLabel)} for {otherMethod}");
        }

        table.Write(output);
        if (all.Length > MostRows)
            output.WriteLine($"{all.Length - MostRows} more in agreement.csv");
    }

    // The share of named atoms, or the mean of a quantity.
    private static string Value(MethodAnswer answer)
    {
        if (answer.NamesStructures)
            return Percent(answer.NamedShare);
        double[] values = [.. answer.Columns[0].Reals.ToArray().Where(double.IsFinite)];
        return values.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{values.Average():F3} A^2");
    }

    private static string NameOf(string label) => label == AtomLabels.Other ? "other" : LabelText.NameOf(label);

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
