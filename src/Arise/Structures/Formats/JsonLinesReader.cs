using System.Globalization;
using System.Text.Json;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// One JSON object per line (NDJSON), a structure each, as programs send them through a pipe: <c>positions</c>
/// [[x, y, z], ...] in Angstrom, <c>numbers</c> (atomic numbers) or <c>species</c> (symbols), <c>cell</c> (three
/// vectors or nine numbers; none where it is missing or null), <c>pbc</c> (one or three truth values; all three where
/// there is a cell and nothing is said) and <c>id</c>, its name. Further texts, numbers and truth values become
/// properties; anything else is left out.
/// </summary>
internal sealed class JsonLinesReader : IStructureReader
{
    private static readonly string[] Known = ["positions", "numbers", "species", "cell", "pbc", "id"];

    /// <summary>Whether the first line is an object with one of the fields.</summary>
    public static bool IsJsonLines(IReadOnlyList<string> head) =>
        head.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.TrimStart() is { } first
        && first.StartsWith('{')
        && Known.Take(4).Any(name => first.Contains($"\"{name}\"", StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        while (lines.ReadFilledLine() is { } line)
        {
            StructureFrame frame;
            try
            {
                frame = FrameOf(lines, line);
            }
            catch (StructureFormatException error) when (lines.Skips(error))
            {
                continue;
            }

            yield return frame;
        }
    }

    private static StructureFrame FrameOf(LineReader lines, string line)
    {
        try
        {
            lines.Keep(sizeof(char) * (double)line.Length);
            using JsonDocument document = JsonDocument.Parse(line);
            return FrameOf(lines, document.RootElement);
        }
        catch (JsonException damage)
        {
            throw lines.Error(
                $"this line is no JSON object (byte {damage.BytePositionInLine + 1}); write one object per line.");
        }
        catch (Exception damage) when (damage is InvalidOperationException or FormatException)
        {
            throw lines.Error("a field has not the type that it must have; positions, numbers and cell hold numbers.");
        }
    }

    private static StructureFrame FrameOf(LineReader lines, JsonElement structure)
    {
        if (structure.ValueKind != JsonValueKind.Object)
            throw lines.Error("this line is no JSON object; write one object per line.");
        if (Field(structure, "positions") is not { ValueKind: JsonValueKind.Array } positions
            || positions.GetArrayLength() == 0)
        {
            throw lines.Error("there are no positions; give them as \"positions\": [[x, y, z], ...] in Angstrom.");
        }

        JsonElement? numbers = Field(structure, "numbers"), species = Field(structure, "species");
        if ((numbers ?? species) is not { ValueKind: JsonValueKind.Array } elements)
            throw lines.Error("there are no elements; give atomic numbers as \"numbers\" or symbols as \"species\".");
        if (elements.GetArrayLength() != positions.GetArrayLength())
        {
            throw lines.Error(
                $"there are {positions.GetArrayLength()} positions, but {elements.GetArrayLength()} elements.");
        }

        var atoms = new AtomBlock(lines);
        foreach ((JsonElement position, JsonElement element) in
            positions.EnumerateArray().Zip(elements.EnumerateArray()))
        {
            if (position.GetArrayLength() != 3)
                throw lines.Error($"atom {atoms.Count + 1} has not three coordinates.");
            atoms.Add(
                Vector(position),
                numbers is null
                    ? Symbol(lines, element.GetString(), atoms.Count)
                    : AseCell.ElementOf(lines, element.GetDouble(), atoms.Count));
        }

        double[] cell = Cell(lines, Field(structure, "cell"));
        bool[] periodic = Flags(lines, Field(structure, "pbc"), hasCell: cell.Any(component => component != 0));
        (Lattice? lattice, Periodicity periodicity) = AseCell.Of(lines, cell, periodic);
        return atoms.ToFrame(
            lattice,
            periodicity,
            properties: Properties(structure),
            name: Field(structure, "id") is { } id ? Text(id) : null);
    }

    private static JsonElement? Field(JsonElement structure, string name) =>
        structure.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static Vector3D Vector(JsonElement vector) =>
        new(vector[0].GetDouble(), vector[1].GetDouble(), vector[2].GetDouble());

    private static ChemicalElement Symbol(LineReader lines, string? symbol, int atom) =>
        ChemicalElement.TryParse(symbol ?? "", out ChemicalElement element)
            ? element
            : throw lines.Error($"atom {atom + 1}: {LineReader.Quote(symbol ?? "null")} is no symbol of an element.");

    private static double[] Cell(LineReader lines, JsonElement? cell)
    {
        double[] components = cell is not { } given ? new double[9] :
        [
            .. given.EnumerateArray().SelectMany(part => part.ValueKind == JsonValueKind.Array
                ? part.EnumerateArray().Select(component => component.GetDouble())
                : [part.GetDouble()]),
        ];
        return components.Length == 9
            ? components
            : throw lines.Error($"the cell has {components.Length} numbers; give three vectors of three.");
    }

    private static bool[] Flags(LineReader lines, JsonElement? pbc, bool hasCell)
    {
        if (pbc is not { } given)
            return [hasCell, hasCell, hasCell];
        if (given.ValueKind != JsonValueKind.Array)
            return [.. Enumerable.Repeat(Flag(given), 3)];
        bool[] flags = [.. given.EnumerateArray().Select(Flag)];
        return flags.Length == 3
            ? flags
            : throw lines.Error($"pbc has {flags.Length} truth values; give one or three.");

        static bool Flag(JsonElement flag) =>
            flag.ValueKind == JsonValueKind.Number ? flag.GetDouble() != 0 : flag.GetBoolean();
    }

    private static Dictionary<string, string> Properties(JsonElement structure)
    {
        var properties = new Dictionary<string, string>();
        foreach (JsonProperty field in structure.EnumerateObject().Where(field => !Known.Contains(field.Name)))
        {
            if (field.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null))
                properties[field.Name] = Text(field.Value);
        }

        return properties;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "T",
        JsonValueKind.False => "F",
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole.ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
