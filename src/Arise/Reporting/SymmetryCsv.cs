using System.Globalization;
using Arise.Baselines.SpaceGroups;
using Arise.Files;
using Arise.Recognition;

namespace Arise.Reporting;

/// <summary>
/// Writes space groups as comma-separated values, one row per structure: file, frame, name in the file, formula, atoms,
/// number and symbol of the space group for each tolerance (empty where none is found), answer and verdict of the
/// classification, and last why there are none. The file appears under its name when <see cref="Complete"/> is called.
/// </summary>
public sealed class SymmetryCsv : IDisposable
{
    private const string Beginning = "file,frame,name,formula,atoms,number_";

    private readonly ReplacingFile _file;
    private readonly FileLock _hold;
    private readonly StreamWriter _output;
    private readonly int _columns;

    /// <summary>Whether a file begins as such a table does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsTable(string path) =>
        File.ReadLines(path).FirstOrDefault()?.StartsWith(Beginning, StringComparison.Ordinal) == true;

    /// <summary>Opens the file and writes the heading.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="tolerances">The tolerances, Angstrom.</param>
    public SymmetryCsv(string path, IReadOnlyList<double> tolerances)
    {
        (_hold, _file) = FileLock.OfFile(path, hold => (hold, new ReplacingFile(path)));
        _output = new StreamWriter(_file.Stream, leaveOpen: true) { NewLine = "\n" };
        string[] heading =
        [
            "file", "frame", "name", "formula", "atoms",
            .. tolerances.Select(tolerance => tolerance.ToString(CultureInfo.InvariantCulture))
                .SelectMany(tolerance => new[] { $"number_{tolerance}", $"symbol_{tolerance}" }),
            "answer", "verdict", "error",
        ];
        _columns = heading.Length;
        WriteRow(heading);
    }

    /// <summary>Writes one row.</summary>
    /// <param name="item">The structure and its classification.</param>
    /// <param name="groups">The space group for each tolerance; null where none is found.</param>
    /// <param name="error">Why there are none; null if there are.</param>
    public void Write(ClassifiedStructure item, IReadOnlyList<FoundSpaceGroup?> groups, string? error)
    {
        string[] cells =
        [
            item.File,
            item.Frame.ToString(CultureInfo.InvariantCulture),
            item.Structure.Name ?? "",
            item.Structure.Formula(),
            item.Structure.Count.ToString(CultureInfo.InvariantCulture),
            .. groups.SelectMany(group => new[]
            {
                group?.Number.ToString(CultureInfo.InvariantCulture) ?? "", group?.Symbol ?? "",
            }),
        ];
        string[] end =
        [
            VerdictWords.Label(item.Result) ?? "",
            item.Result.Verdict == Verdict.Open ? "" : VerdictWords.Of(item.Result.Verdict),
            error ?? item.Problem ?? "",
        ];
        WriteRow([.. cells, .. Enumerable.Repeat("", _columns - cells.Length - end.Length), .. end]);
    }

    /// <summary>Writes the row of what could not be read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="frame">
    /// Number of the frame, from 1; 0 where the file could not be opened: the cell is empty.
    /// </param>
    /// <param name="error">Why.</param>
    public void Write(string file, int frame, string error)
    {
        const int told = 3;
        WriteRow([
            file, frame > 0 ? frame.ToString(CultureInfo.InvariantCulture) : "",
            .. Enumerable.Repeat("", _columns - told), error,
        ]);
    }

    /// <summary>Finishes the file.</summary>
    public void Complete()
    {
        _output.Flush();
        _file.Commit();
    }

    /// <summary>Closes the file; without <see cref="Complete"/> nothing is left of it.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _hold.Dispose();
    }

    private void WriteRow(string[] cells) => _output.WriteLine(string.Join(',', cells.Select(ReportTable.Quoted)));
}
