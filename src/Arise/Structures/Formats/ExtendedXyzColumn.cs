namespace Arise.Structures.Formats;

/// <summary>One triplet name:type:width of the Properties key of extended XYZ.</summary>
internal readonly record struct ExtendedXyzColumn(string Name, AtomColumnKind Kind, int Width)
{
    private const int MaxWidth = 10_000;

    /// <summary>The columns of plain XYZ: species and position.</summary>
    public static IReadOnlyList<ExtendedXyzColumn> Plain { get; } =
        [new("species", AtomColumnKind.Text, 1), new("pos", AtomColumnKind.Real, 3)];

    /// <summary>Whether this column holds the positions.</summary>
    public bool IsPosition => Name == "pos";

    /// <summary>Reads the value of Properties, for example "species:S:1:pos:R:3:forces:R:3".</summary>
    /// <exception cref="StructureFormatException">
    /// It is malformed, repeats a name, or lacks positions.
    /// </exception>
    public static IReadOnlyList<ExtendedXyzColumn> Parse(LineReader lines, string properties)
    {
        string[] parts = properties.Split(':');
        if (parts.Length % 3 != 0)
            throw lines.Error("Properties must be a list name:type:count:name:type:count...");
        var columns = new List<ExtendedXyzColumn>();
        for (int i = 0; i < parts.Length; i += 3)
        {
            string name = parts[i].Trim();
            AtomColumnKind kind = parts[i + 1].Trim() switch
            {
                "R" => AtomColumnKind.Real,
                "I" => AtomColumnKind.Integer,
                "S" => AtomColumnKind.Text,
                "L" => AtomColumnKind.Logical,
                _ => throw lines.Error(
                    $"Properties has the type {LineReader.Quote(parts[i + 1])}; it must be R, I, S or L."),
            };
            if (!LineFields.TryInteger(parts[i + 2].AsSpan().Trim(), out long width) || width is < 1 or > MaxWidth)
                throw lines.Error(
                    $"Properties has the count {LineReader.Quote(parts[i + 2])}; it must be 1 to {MaxWidth}.");
            if (name.Length == 0 || columns.Exists(column => column.Name == name))
                throw lines.Error($"Properties has the name {LineReader.Quote(name)} twice, or empty.");
            columns.Add(new(name, kind, (int)width));
        }

        if (!columns.Exists(column => column is { IsPosition: true, Kind: AtomColumnKind.Real, Width: 3 }))
            throw lines.Error("Properties has no positions; they are the column pos:R:3.");
        return columns;
    }

    /// <summary>The letter of a kind in Properties.</summary>
    public static char Letter(AtomColumnKind kind) => kind switch
    {
        AtomColumnKind.Real => 'R',
        AtomColumnKind.Integer => 'I',
        AtomColumnKind.Logical => 'L',
        _ => 'S',
    };
}
