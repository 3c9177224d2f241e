namespace Arise.Screening;

/// <summary>The columns of tables that are written from a database.</summary>
internal static class ScreeningColumns
{
    /// <summary>What a column holds.</summary>
    public enum Kind
    {
        /// <summary>Text.</summary>
        Text,

        /// <summary>Whole numbers.</summary>
        Whole,

        /// <summary>Real numbers.</summary>
        Real,
    }

    /// <summary>All columns: their name in the view of structures and in the tables, and whether they may be empty.</summary>
    public static IReadOnlyList<(string Name, Kind Kind, bool MayBeEmpty)> All { get; } =
    [
        ("source", Kind.Text, false), ("frame", Kind.Whole, false), ("name", Kind.Text, true),
        ("formula", Kind.Text, false), ("reduced_formula", Kind.Text, false), ("elements", Kind.Text, false),
        ("species", Kind.Whole, false), ("atoms", Kind.Whole, false), ("periodicity", Kind.Text, false),
        ("label", Kind.Text, false), ("class", Kind.Text, false), ("probability", Kind.Real, false),
        ("second_label", Kind.Text, true), ("second_probability", Kind.Real, true), ("verdict", Kind.Text, false),
        ("answer", Kind.Text, false), ("novelty", Kind.Real, true), ("mutual_information", Kind.Real, false),
        ("predictive_entropy", Kind.Real, false), ("distance", Kind.Real, true), ("passes", Kind.Whole, false),
        ("space_group", Kind.Whole, true), ("space_group_symbol", Kind.Text, true),
        ("sha256", Kind.Text, false),
    ];

    /// <summary>The same as a list for a query.</summary>
    public static string Selected { get; } = string.Join(", ", All.Select(column => column.Name switch
    {
        "elements" => "trim(elements) AS elements",
        "sha256" => "lower(hex(content)) AS sha256",
        _ => column.Name,
    }));
}
