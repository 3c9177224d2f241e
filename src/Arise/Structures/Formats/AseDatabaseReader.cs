using System.Globalization;
using System.Text.Json;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Database of ASE (*.db), an SQLite file: every row of its table "systems" is a structure. Key-value pairs, the id and
/// the energy become properties, arrays per atom columns.
/// </summary>
/// <remarks>Format: https://wiki.fysik.dtu.dk/ase/ase/db/db.html and ase/db/sqlite.py (versions 5 to 9).</remarks>
internal sealed class AseDatabaseReader : IBinaryStructureReader
{
    private static readonly (string Column, string Name, int Width, bool IsWhole)[] AtomArrays =
    [
        ("initial_magmoms", "initial_magmoms", 1, false), ("initial_charges", "initial_charges", 1, false),
        ("masses", "masses", 1, false), ("tags", "tags", 1, true), ("momenta", "momenta", 3, false),
        ("forces", "forces", 3, false), ("magmoms", "magmoms", 1, false), ("charges", "charges", 1, false),
    ];

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options)
    {
        var database = new SqliteFile(source);
        IEnumerable<SqliteRow> rows = database.Rows("systems")
            ?? throw source.Error("the database has no table 'systems'; it is not of ASE.");
        if (File.Exists($"{source.File}-wal") && new FileInfo($"{source.File}-wal").Length > 0)
        {
            throw source.Error(
                $"changes of the database wait in {source.File}-wal; end what has it open, or run sqlite3 on it once.");
        }

        bool any = false;
        foreach (SqliteRow row in rows)
        {
            source.Place = string.Create(CultureInfo.InvariantCulture, $"row {row.RowNumber}");
            any = true;
            yield return FrameOf(source, row);
        }

        source.Place = null;
        if (!any)
            throw source.Error("the database has no row; it holds no structure.");
    }

    private static StructureFrame FrameOf(BinarySource source, SqliteRow row)
    {
        if (Reals(source, row, "numbers", BinaryNumber.Int32) is not { Length: > 0 } numbers
            || Reals(source, row, "positions", BinaryNumber.Float64) is not { } positions
            || positions.Length != 3 * numbers.Length)
        {
            throw source.Error("there are no atoms, or not three coordinates for each.");
        }

        double[] cell = Reals(source, row, "cell", BinaryNumber.Float64) ?? new double[9];
        if (cell.Length != 9)
            throw source.Error("the cell has not three vectors.");
        int pbc = (int)Math.Clamp(row.Number("pbc") ?? 0, 0, 7);
        (Lattice? lattice, Periodicity periodicity) =
            AseCell.Of(source, cell, [(pbc & 1) != 0, (pbc & 2) != 0, (pbc & 4) != 0]);

        var atoms = new AtomBlock(source);
        for (int atom = 0; atom < numbers.Length; atom++)
        {
            var position = new Vector3D(positions[3 * atom], positions[(3 * atom) + 1], positions[(3 * atom) + 2]);
            atoms.Add(position, AseCell.ElementOf(source, numbers[atom], atom));
        }

        var columns = new List<AtomColumn>();
        foreach ((string column, string name, int width, bool isWhole) in AtomArrays)
        {
            double[]? values = Reals(source, row, column, isWhole ? BinaryNumber.Int32 : BinaryNumber.Float64);
            if (values?.Length != width * numbers.Length)
                continue;
            columns.Add(isWhole
                ? AtomColumn.Integer(name, Array.ConvertAll(values, value => (long)value), width)
                : AtomColumn.Real(name, values, width));
        }

        return atoms.ToFrame(lattice, periodicity, columns, Properties(source, row));
    }

    private static double[]? Reals(BinarySource source, SqliteRow row, string column, BinaryNumber kind)
    {
        if (row.Blob(column) is not { } blob)
            return null;
        source.Keep(2.0 * blob.Length);
        return kind.ToReals(blob.Span, bigEndian: false);
    }

    // What extended XYZ calls its own by these names.
    private static readonly string[] Taken = ["name", "lattice", "properties", "pbc"];

    private static Dictionary<string, string> Properties(BinarySource source, SqliteRow row)
    {
        var properties = new Dictionary<string, string>
        {
            ["id"] = row.RowNumber.ToString(CultureInfo.InvariantCulture),
        };
        foreach (string key in (string[])["energy", "free_energy"])
        {
            if (row.Number(key) is { } value)
                properties[key] = value.ToString("R", CultureInfo.InvariantCulture);
        }

        try
        {
            using JsonDocument pairs = JsonDocument.Parse(row.Text("key_value_pairs") ?? "{}");
            if (pairs.RootElement.ValueKind != JsonValueKind.Object)
                return properties;
            foreach (JsonProperty pair in pairs.RootElement.EnumerateObject())
            {
                string key = Taken.Contains(pair.Name, StringComparer.OrdinalIgnoreCase)
                    ? "ase_" + pair.Name
                    : pair.Name;
                properties[key] = pair.Value.ValueKind switch
                {
                    JsonValueKind.String => pair.Value.GetString()!,
                    JsonValueKind.True => "T",
                    JsonValueKind.False => "F",
                    _ => pair.Value.GetRawText(),
                };
            }
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            throw source.Error("the key-value pairs are no JSON; the database is damaged.");
        }

        return properties;
    }
}
