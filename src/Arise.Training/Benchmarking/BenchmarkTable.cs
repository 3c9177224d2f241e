using System.Collections.Immutable;
using Arise.Evaluation;
using Arise.Files;
using Arise.Training;

namespace Arise.Benchmarking;

/// <summary>The scores of all methods: one for each kind of defects.</summary>
public sealed class BenchmarkTable
{
    /// <summary>The file that keeps the scores.</summary>
    internal const string Name = "benchmark.json";

    private readonly SortedDictionary<BenchmarkMethod, BenchmarkScore?[]> _scores = [];

    private BenchmarkTable(ImmutableArray<SampleDefects> parts) => Parts = parts;

    /// <summary>The kinds of defects; the first is none.</summary>
    public ImmutableArray<SampleDefects> Parts { get; }

    /// <summary>The methods that have a score.</summary>
    public ImmutableArray<BenchmarkMethod> Methods => [.. _scores.Keys];

    /// <summary>The score of a method; null where it is not known.</summary>
    /// <param name="method">The method.</param>
    /// <param name="part">Position of the defects in <see cref="Parts"/>.</param>
    public BenchmarkScore? Score(BenchmarkMethod method, int part) =>
        _scores.TryGetValue(method, out BenchmarkScore?[]? row) ? row[part] : null;

    /// <summary>The table that a file keeps; an empty one where there is no file.</summary>
    /// <exception cref="EvaluationException">The file is damaged, or of other parts.</exception>
    internal static BenchmarkTable Of(ImmutableArray<SampleDefects> parts, string path)
    {
        var table = new BenchmarkTable(parts);
        if (!File.Exists(path))
            return table;
        foreach (StoredScore one in JsonFile.Read(
            path, BenchmarkJson.Default.StoredScoreArray, (_, reason) => new EvaluationException($"{path}: {reason}")))
        {
            int part = parts.Select(defects => defects.ToString()).ToList().IndexOf(one.Defects);
            if (part < 0)
                throw new EvaluationException($"{path}: there are no defects '{one.Defects}'; remove this file.");
            table.Set(
                one.Method, part, new BenchmarkScore(one.Right, one.Count, one.RightOfAll, one.CountOfAll));
        }

        return table;
    }

    /// <summary>Sets a score.</summary>
    internal void Set(BenchmarkMethod method, int part, BenchmarkScore score)
    {
        if (!_scores.TryGetValue(method, out BenchmarkScore?[]? row))
            _scores[method] = row = new BenchmarkScore?[Parts.Length];
        row[part] = score;
    }

    /// <summary>Writes all scores.</summary>
    internal void Write(string path) => JsonFile.Write(
        path,
        [
            .. from row in _scores
            from cell in row.Value.Index()
            where cell.Item is not null
            let score = cell.Item.GetValueOrDefault()
            select new StoredScore(
                row.Key, Parts[cell.Index].ToString(), score.Right, score.Count, score.RightOfAll, score.CountOfAll),
        ],
        BenchmarkJson.Default.StoredScoreArray);

    /// <summary>A score as the file has it.</summary>
    internal sealed record StoredScore(
        BenchmarkMethod Method, string Defects, long Right, long Count, long RightOfAll, long CountOfAll);
}
