using System.Buffers;

namespace Arise.Structures.Formats;

/// <summary>
/// Extended XYZ: everything a structure holds. Reading it back gives the same bits. Lattice and pbc are written only
/// with a cell; the name of the structure becomes the key "name".
/// </summary>
/// <remarks>Format: https://github.com/libAtoms/extxyz.</remarks>
internal sealed class ExtendedXyzWriter : IStructureWriter
{
    private static readonly SearchValues<char> MustBeQuoted = SearchValues.Create(" \t=\"',[]{}\\\n\r");

    /// <inheritdoc/>
    public void Write(AtomicStructure structure, TextWriter output, string file)
    {
        foreach (AtomColumn column in structure.Columns)
            Check(column, file);
        output.WriteInteger(structure.Count);
        output.Write('\n');
        WriteComment(structure, output, file);
        output.Write('\n');
        for (int atom = 0; atom < structure.Count; atom++)
        {
            output.Write(structure.Species[atom].Symbol);
            output.Write(' ');
            output.WriteVector(structure.Positions[atom]);
            foreach (AtomColumn column in structure.Columns)
                column.WriteRow(atom, output);
            output.Write('\n');
        }
    }

    private static void WriteComment(AtomicStructure structure, TextWriter output, string file)
    {
        if (structure.Lattice is { } lattice)
        {
            output.Write("Lattice=\"");
            WriteVectors(lattice, output);
            output.Write("\" ");
        }

        string columns = string.Concat(structure.Columns.Select(column =>
            $":{column.Name}:{ExtendedXyzColumn.Letter(column.Kind)}:{column.Width}"));
        output.Write($"Properties={Quoted("species:S:1:pos:R:3" + columns)}");
        if (structure.Name is { } name)
            output.Write($" name={Quoted(name)}");
        foreach ((string key, string value) in structure.Properties)
        {
            if (key.Length == 0 || key == "name" || ExtendedXyzPairs.IsPairs(key + "="))
                throw new StructureFormatException(
                    file, 0,
                    $"extended XYZ cannot hold a property named '{key}'; rename it.");
            output.Write($" {Quoted(key)}={(IsArray(value) ? value : Quoted(value))}");
        }

        Periodicity periodic = structure.Periodicity;
        output.Write($" pbc=\"{Letter(periodic.A)} {Letter(periodic.B)} {Letter(periodic.C)}\"");
    }

    private static void WriteVectors(Lattice lattice, TextWriter output)
    {
        output.WriteVector(lattice.A);
        output.Write(' ');
        output.WriteVector(lattice.B);
        output.Write(' ');
        output.WriteVector(lattice.C);
    }

    private static void Check(AtomColumn column, string file)
    {
        bool nameFits = column.Name is not ("species" or "pos") &&
            !column.Name.Any(letter => letter == ':' || char.IsWhiteSpace(letter));
        if (!nameFits)
            throw new StructureFormatException(
                file, 0,
                $"extended XYZ cannot hold a column named '{column.Name}'; rename it.");
        column.RequireWords(file, "extended XYZ");
    }

    // Arrays in brackets are values of their own kind; quotation marks would turn them into text.
    private static bool IsArray(string value)
    {
        int depth = 0;
        for (int i = 0; i < value.Length; i++)
        {
            depth += value[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (value[i] is '"' or '\n' or '\r' || (depth == 0 && i < value.Length - 1))
                return false;
        }

        return value.StartsWith('[') && depth == 0;
    }

    private static string Quoted(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(MustBeQuoted) && !text.Any(char.IsWhiteSpace))
            return text;
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace('\r', ' ');
        return $"\"{escaped}\"";
    }

    private static char Letter(bool value) => value ? 'T' : 'F';
}
