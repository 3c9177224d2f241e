using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>Structures described once and kept in a folder, with the classes of the library.</summary>
/// <param name="folder">Where they are kept; delete it to describe anew.</param>
internal sealed class DescribedSets(string folder)
{
    /// <summary>Reads a set from the folder; makes and writes it if it is not there.</summary>
    public (string Name, TrainingSet Set) Keep(string name, Func<TrainingSet> make)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name.Replace(' ', '_').Replace(",", "") + ".npz");
        if (!File.Exists(path))
            make().Write(path);
        return (name, TrainingSet.Read(path));
    }

    /// <summary>Descriptors of changed structures; the change is told the number of the structure.</summary>
    public static TrainingSet Describe(
        (string Label, AtomicStructure Structure)[] samples, Func<AtomicStructure, int, AtomicStructure> change) =>
        Describe([.. samples.Select((sample, k) =>
            (sample.Label, (Func<AtomicStructure>)(() => change(sample.Structure, k))))]);

    /// <summary>Descriptors of structures, built when their turn comes; a label that is no class means none.</summary>
    public static TrainingSet Describe((string Label, Func<AtomicStructure> Build)[] samples)
    {
        string[] labels = [.. PrototypeLibrary.Published.Select(p => p.Label)];
        return new TrainingSet(
            [.. new SoapDescriptor().ComputeMany(samples.Length, k => samples[k].Build())],
            [.. samples.Select(s => Array.IndexOf(labels, s.Label))],
            [.. labels],
            [.. samples.Select(s => s.Label)]);
    }
}
