using System.Diagnostics;
using Arise.Networks;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// One thread's share of a map: cuts boxes, classifies them, writes their rows, and keeps account of time.
/// </summary>
internal sealed class BoxWorker(MapPlan plan, StructureClassifier classifier)
{
    private readonly List<int> _points = [];
    private readonly PredictionSettings _prediction =
        plan.Settings.Prediction with { KeepHidden = plan.Settings.HiddenLayer is not null };

    private readonly FlatSample? _flat = FlatSample.Of(plan.Structure);

    private Vector3D[] _positions = [];
    private ChemicalElement[] _species = [];

    /// <summary>Time spent on descriptors.</summary>
    public TimeSpan Descriptor { get; private set; }

    /// <summary>Time spent in the network.</summary>
    public TimeSpan Network { get; private set; }

    /// <summary>Time spent on everything else.</summary>
    public TimeSpan Rest { get; private set; }

    /// <summary>The atoms of a box as a structure without a cell, of one species if the settings say so.</summary>
    public AtomicStructure Cut(int box)
    {
        plan.Atoms.Collect(box, _points);
        if (_positions.Length < _points.Count)
            (_positions, _species) = (new Vector3D[2 * _points.Count], new ChemicalElement[2 * _points.Count]);
        for (int k = 0; k < _points.Count; k++)
        {
            _positions[k] = plan.Atoms.PositionOf(_points[k]);
            _species[k] = plan.Atoms.SpeciesOf(_points[plan.Settings.OneSpecies ? 0 : k]);
        }

        return new AtomicStructure(_positions.AsSpan(0, _points.Count), _species.AsSpan(0, _points.Count));
    }

    /// <summary>Classifies rows of a map.</summary>
    public void Classify(ReadOnlySpan<int> rows, MapRows map)
    {
        foreach (int row in rows)
        {
            long start = Stopwatch.GetTimestamp();
            Classification result = Classify(plan.Boxes[row]);
            Write(result.Prediction, row, map);
            map.Novelty[row] = (float)(result.Novelty ?? double.NaN);
            Descriptor += result.DescriptorTime;
            Network += result.NetworkTime;
            Rest += Stopwatch.GetElapsedTime(start) - result.DescriptorTime - result.NetworkTime;
        }
    }

    /// <summary>Classifies one box.</summary>
    public Classification Classify(int box) =>
        classifier.Classify(Cut(box), _prediction, withNovelty: true, _flat);

    private static void Write(Prediction prediction, int row, MapRows map)
    {
        Span<float> probabilities = map.ProbabilitiesOf(row);
        if (!prediction.IsClassified)
            probabilities.Fill(float.NaN);
        for (int c = 0; c < prediction.Probabilities.Length; c++)
            probabilities[c] = (float)prediction.Probabilities[c];
        map.MutualInformation[row] = (float)prediction.MutualInformation;
        map.MutualInformationError[row] = (float)prediction.Uncertainty.MutualInformationError;
        map.Passes[row] = prediction.Passes;
        if (map.HiddenUnits == 0)
            return;
        Span<float> units = map.HiddenOf(row);
        MapSettings settings = map.Plan.Settings;
        if (prediction.Hidden is { } layers)
            layers[settings.HiddenLayer!.Value - 1].Of(settings.HiddenValues).CopyTo(units);
        else
            units.Fill(float.NaN);
    }
}
