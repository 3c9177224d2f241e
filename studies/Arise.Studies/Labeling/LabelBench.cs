using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Studies.Recognition;

namespace Arise.Studies.Labeling;

/// <summary>Labels samples with several models and counts right answers.</summary>
/// <param name="models">The models.</param>
/// <param name="seed">Seed of everything random.</param>
/// <param name="isQuick">Whether only a few samples are made, to see that all works.</param>
/// <param name="cache">Folder that keeps the samples; null to make them each time.</param>
internal sealed class LabelBench(IReadOnlyList<LabelModel> models, ulong seed, bool isQuick, string? cache = null)
{
    private readonly Dictionary<(string Group, string Name), LabelRow> _rows = [];
    private readonly CalibrationError[] _calibration = [.. models.Select(_ => new CalibrationError())];

    /// <summary>The models.</summary>
    public IReadOnlyList<LabelModel> Models => models;

    /// <summary>Whether only a few samples are made.</summary>
    public bool IsQuick => isQuick;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed => seed;

    /// <summary>Folder that keeps the samples, or null.</summary>
    public string? Cache => cache;

    /// <summary>The classes; labels are positions in them.</summary>
    public CrystalClasses Classes { get; } = new(PrototypeLibrary.Families);

    /// <summary>The rows so far, in the order of their first atoms.</summary>
    public IEnumerable<LabelRow> Rows => _rows.Values;

    /// <summary>The expected calibration error of each model.</summary>
    public double[] CalibrationErrors => [.. _calibration.Select(one => one.Value)];

    /// <summary>Random numbers of a run of a part of the study.</summary>
    public Draws Draws(ulong part, int run) => new(new RandomNumbers((1000 * part) + seed, (ulong)run));

    /// <summary>Labels the cases of runs that depend on nothing of each other, side by side.</summary>
    /// <param name="group">Table that the rows belong to.</param>
    /// <param name="runs">Each makes its cases, with a name.</param>
    /// <param name="also">Is given the cases with the labels of each model, in the order of the runs.</param>
    public void Measure(
        string group,
        IReadOnlyList<(string Name, Func<IEnumerable<LabelCase>> Make)> runs,
        Action<LabelCase, AtomAnswers[]>? also = null)
    {
        var cases = new LabelCase[runs.Count][];
        var labeled = new AtomAnswers[runs.Count][][];
        string? file = cache is null ? null : Path.Combine(cache, $"{group}-{seed}{(isQuick ? "-quick" : "")}.samples");
        bool isKept = File.Exists(file);
        if (isKept)
            cases = CaseFile.Read(file!);
        Parallel.For(
            0, runs.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, run =>
            {
                cases[run] ??= [.. runs[run].Make()];
                labeled[run] = [.. cases[run].Select(one => models
                    .Select(model => model.Label(one.Sample.Structure)).ToArray())];
            });
        if (file is not null && !isKept)
            CaseFile.Write(file, cases);
        for (int run = 0; run < runs.Count; run++)
        {
            var begun = new HashSet<LabelRow>();
            foreach ((LabelCase one, AtomAnswers[] labels) in cases[run].Zip(labeled[run]))
            {
                Count(group, runs[run].Name, one, labels, begun);
                also?.Invoke(one, labels);
            }
        }
    }

    private void Count(
        string group, string run, LabelCase one, AtomAnswers[] labels, HashSet<LabelRow> begun)
    {
        AtomSample sample = one.Sample;
        double weight = 1.0 / Math.Max(1, sample.Labels.Count(label => label != AtomSample.Untold));
        for (int atom = 0; atom < sample.Labels.Length; atom++)
        {
            short label = sample.Labels[atom];
            if (label == AtomSample.Untold || one.RowOf(atom) is not { } name)
                continue;
            LabelRow row = Find(group, name, label);
            if (begun.Add(row))
                Array.ForEach(row.Models, counts => counts.BeginRun(run));
            for (int m = 0; m < labels.Length; m++)
            {
                int answer = labels[m].Classes[atom];
                row.Models[m].Add(label, answer, labels[m].Probabilities[atom]);
                if (one.Calibrates)
                    _calibration[m].Add(labels[m].Probabilities[atom], answer == label, weight);
            }
        }
    }

    private LabelRow Find(string group, string name, short label)
    {
        if (!_rows.TryGetValue((group, name), out LabelRow? row))
            _rows.Add((group, name), row = new LabelRow(group, name, label, models.Count));
        row.Join(label);
        return row;
    }
}
