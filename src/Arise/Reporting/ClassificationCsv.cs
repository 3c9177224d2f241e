using System.Collections.Immutable;
using System.Globalization;
using Arise.Files;
using Arise.Recognition;

namespace Arise.Reporting;

/// <summary>
/// Writes classifications as comma-separated values, one row per structure: file, frame, name in the file (of a CIF the
/// data block), timestep, formula, atoms, answer (label of the class, or none), verdict (known, doubtful, none), label
/// and name of the class (both none where the verdict is that), novelty, d_NN (the shortest, Angstrom), mutual
/// information, predictive entropy and expected entropy (bits), variation ratio, standard errors of mutual information
/// and largest probability, passes, then label, name and probability of the most likely classes, name and probability
/// of the most likely groups of classes if there is a grouping, the answer in words, what to beware of, and last why
/// there is none. Cells of structures without a class are empty. The file appears under its name when
/// <see cref="Complete"/> is called.
/// </summary>
public sealed class ClassificationCsv : IDisposable
{
    // The second is that of version 0.1.0.
    private static readonly string[] Beginnings = ["file,frame,name,timestep,formula,", "file,frame,formula,"];

    private readonly ReplacingFile _file;
    private readonly FileLock _hold;
    private readonly StreamWriter _output;
    private readonly int _top;
    private readonly ClassGrouping? _grouping;
    private readonly int _columns;

    /// <summary>Whether a file begins as such a table does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsTable(string path) => File.ReadLines(path).FirstOrDefault() is { } heading
        && Beginnings.Any(beginning => heading.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Opens the file and writes the heading.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="top">Number of classes per structure.</param>
    /// <param name="grouping">Groups of classes to list as well; none when omitted.</param>
    public ClassificationCsv(string path, int top, ClassGrouping? grouping = null)
    {
        (_hold, _file) = FileLock.OfFile(path, hold => (hold, new ReplacingFile(path)));
        _output = new StreamWriter(_file.Stream, leaveOpen: true);
        (_top, _grouping) = (top, grouping);
        IEnumerable<string> ranked = Enumerable.Range(1, top)
            .SelectMany(rank => new[] { $"label_{rank}", $"name_{rank}", $"probability_{rank}" });
        if (grouping is not null)
        {
            ranked = ranked.Concat(Enumerable.Range(1, top)
                .SelectMany(rank => new[] { $"group_{rank}", $"group_probability_{rank}" }));
        }

        string[] heading =
        [
            "file", "frame", "name", "timestep", "formula", "atoms", "answer", "verdict", "class_label", "class_name",
            "novelty", "d_nn",
            "mutual_information", "predictive_entropy", "expected_entropy", "variation_ratio",
            "mutual_information_error", "probability_error", "passes",
            .. ranked,
            "answer_text", "warning", "error",
        ];
        _columns = heading.Length;
        WriteRow(heading);
    }

    /// <summary>Writes the row of what could not be read or classified.</summary>
    /// <param name="file">The file.</param>
    /// <param name="frame">
    /// Number of the frame, from 1; 0 where the file could not be opened: the cell is empty.
    /// </param>
    /// <param name="error">Why.</param>
    public void Write(string file, int frame, string error)
    {
        const int told = 3;
        WriteRow([
            file,
            frame > 0 ? frame.ToString(CultureInfo.InvariantCulture) : "",
            .. Enumerable.Repeat("", _columns - told),
            error,
        ]);
    }

    /// <summary>Writes one row.</summary>
    public void Write(ClassifiedStructure item)
    {
        Classification result = item.Result;
        IEnumerable<string> ranked = Enumerable.Range(0, _top)
            .Select(rank => result.Candidates.ElementAtOrDefault(rank))
            .SelectMany(candidate => candidate is null
                ? ["", "", ""]
                : new[] { candidate.Label, candidate.Name, Number(candidate.Probability) });
        if (_grouping is not null)
        {
            ImmutableArray<ClassGrouping.Group> groups = _grouping.Rank(result);
            ranked = ranked.Concat(Enumerable.Range(0, _top)
                .Select(rank => groups.ElementAtOrDefault(rank))
                .SelectMany(group => group is null ? ["", ""] : new[] { group.Name, Number(group.Probability) }));
        }

        WriteRow([
            item.File,
            item.Frame.ToString(CultureInfo.InvariantCulture),
            item.Structure.Name ?? "",
            item.Structure.Timestep?.ToString(CultureInfo.InvariantCulture) ?? "",
            item.Structure.Formula(),
            item.Structure.Count.ToString(CultureInfo.InvariantCulture),
            VerdictWords.Label(result) ?? "",
            result.Verdict == Verdict.Open ? "" : VerdictWords.Of(result.Verdict),
            VerdictWords.Label(result) ?? "",
            VerdictWords.Name(result) ?? "",
            Number(result.Novelty ?? double.NaN),
            Number(result.Distances.Shortest),
            Number(result.MutualInformation),
            Number(result.Prediction.Uncertainty.PredictiveEntropy),
            Number(result.Prediction.Uncertainty.ExpectedEntropy),
            Number(result.Prediction.Uncertainty.VariationRatio),
            Number(result.Prediction.Uncertainty.MutualInformationError),
            Number(result.Prediction.Uncertainty.ProbabilityError),
            result.Prediction.IsClassified ? result.Prediction.Passes.ToString(CultureInfo.InvariantCulture) : "",
            .. ranked,
            result.Answer ?? "",
            result.Warning ?? "",
            item.Problem ?? "",
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

    private static string Number(double value) =>
        double.IsNaN(value) ? "" : value.ToString("G9", CultureInfo.InvariantCulture);

    private void WriteRow(string[] cells) => _output.WriteLine(string.Join(',', cells.Select(ReportTable.Quoted)));
}
