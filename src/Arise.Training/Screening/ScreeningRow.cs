using System.Globalization;
using Arise.Structures;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>A structure that was screened.</summary>
/// <param name="Source">File it comes from, of an archive with the member.</param>
/// <param name="Frame">Number of the frame in it, from 1.</param>
/// <param name="Name">What the file calls it; null where it has no name.</param>
/// <param name="Formula">Chemical formula.</param>
/// <param name="Atoms">Number of atoms.</param>
/// <param name="Label">Label of the most likely class.</param>
/// <param name="Class">The same as a crystallographer calls it.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Verdict">known, doubtful, none (of the classes), or open where the model cannot tell.</param>
/// <param name="Answer">What the structure is, in words.</param>
/// <param name="Novelty">How unlike it is to what its class was seen to be; null where the model cannot tell.</param>
/// <param name="MutualInformation">Mutual information, bits.</param>
/// <param name="SpaceGroup">Number of the space group; null where none was asked for or found.</param>
public sealed record ScreeningRow(
    string Source,
    int Frame,
    string? Name,
    string Formula,
    int Atoms,
    string Label,
    string Class,
    double Probability,
    string Verdict,
    string Answer,
    double? Novelty,
    double MutualInformation,
    int? SpaceGroup)
{
    /// <summary>The columns that a row is read from.</summary>
    internal const string Columns = "source, frame, name, formula, atoms, label, class, probability, verdict, answer, "
        + "novelty, mutual_information, space_group";

    /// <summary>How many they are.</summary>
    internal const int Count = 13;

    /// <summary>Reads a row.</summary>
    internal static ScreeningRow Of(SqliteDataReader row) => new(
        row.Text(0),
        row.Whole(1),
        row.TextOrNull(2),
        row.Text(3),
        row.Whole(4),
        row.Text(5),
        row.Text(6),
        row.Real(7),
        row.Text(8),
        row.Text(9),
        row.RealOrNull(10),
        row.Real(11),
        row.WholeOrNull(12));

    /// <summary>The structure of a row whose columns are followed by its bytes.</summary>
    internal static AtomicStructure StructureOf(SqliteDataReader row)
    {
        ScreeningRow one = Of(row);
        AtomicStructure atoms = StructureContent.Read(row.Bytes(Count));
        var properties = new Dictionary<string, string>(atoms.Properties)
        {
            ["source"] = one.Source,
            ["frame"] = Text(one.Frame),
            ["class_label"] = one.Label,
            ["class_name"] = one.Class,
            ["verdict"] = one.Verdict,
            ["probability"] = Text(one.Probability),
            ["mutual_information"] = Text(one.MutualInformation),
        };
        if (one.Novelty is { } novelty)
            properties["novelty"] = Text(novelty);
        if (one.SpaceGroup is { } group)
            properties["space_group"] = Text(group);
        return new AtomicStructure(
            atoms.Positions, atoms.Species, atoms.Lattice, atoms.Periodicity, properties: properties, name: one.Name);

        static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
