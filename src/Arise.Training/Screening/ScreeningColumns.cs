using static Arise.Files.ParquetColumn.Kind;

using Kind = Arise.Files.ParquetColumn.Kind;

namespace Arise.Screening;

/// <summary>The columns of tables that are written from a database.</summary>
internal static class ScreeningColumns
{
    /// <summary>
    /// All columns: their name in the view of structures and in the tables, and whether they may be empty.
    /// </summary>
    public static IReadOnlyList<(string Name, Kind Kind, bool MayBeEmpty)> All { get; } =
    [
        ("source", Text, false), ("frame", Whole, false), ("name", Text, true), ("formula", Text, false),
        ("reduced_formula", Text, false), ("elements", Text, false), ("species", Whole, false),
        ("atoms", Whole, false), ("periodicity", Text, false), ("label", Text, false), ("class", Text, false),
        ("probability", Real, false), ("second_label", Text, true), ("second_probability", Real, true),
        ("verdict", Text, false), ("answer", Text, false), ("novelty", Real, true),
        ("mutual_information", Real, false), ("predictive_entropy", Real, false), ("distance", Real, true),
        ("passes", Whole, false), ("space_group", Whole, true), ("space_group_symbol", Text, true),
        ("sha256", Text, false),
    ];

    /// <summary>The same as a list for a query.</summary>
    public static string Selected { get; } = string.Join(", ", All.Select(column => column.Name switch
    {
        "elements" => "trim(elements) AS elements",
        "sha256" => "lower(hex(content)) AS sha256",
        _ => column.Name,
    }));
}
