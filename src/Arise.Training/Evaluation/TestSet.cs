using System.Collections.Immutable;
using System.Diagnostics;
using Arise.Datasets;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Training;

namespace Arise.Evaluation;

/// <summary>Structures whose class is known. Members may be asked for in any order and on any thread.</summary>
public abstract class TestSet
{
    /// <summary>What it is, with everything that decides its structures: "defects, 10 repetitions, seed 0".</summary>
    public abstract string Description { get; }

    /// <summary>Number of structures.</summary>
    public abstract int Count { get; }

    /// <summary>Names of the parts that accuracies are given for.</summary>
    public abstract ImmutableArray<string> Groups { get; }

    /// <summary>The 24 published kinds of defects, made in turn when asked for; parts are the defects.</summary>
    /// <param name="repetitions">How often each defect is made in each structure.</param>
    /// <param name="seed">Seed of the defects.</param>
    public static TestSet Defective(int repetitions = 10, ulong seed = 0) =>
        Of(new DefectiveStructures(PrototypeLibrary.Published, repetitions, seed));

    /// <summary>
    /// The 396 pristine structures; parts are the periodic crystals, three sizes of blocks, and nanotubes.
    /// </summary>
    public static TestSet Pristine() => Pristine(PrototypeLibrary.Published);

    /// <summary>The pristine structures of some classes.</summary>
    public static TestSet Pristine(IEnumerable<Prototype> prototypes) => new PristineTestSet(prototypes);

    /// <summary>Defective structures, made when they are asked for; parts are the defects.</summary>
    public static TestSet Of(DefectiveStructures structures) => new DefectiveTestSet(structures);

    /// <summary>The rows of a set of descriptors; parts are the defects, as far as the set knows them.</summary>
    /// <exception cref="EvaluationException">A row belongs to no class.</exception>
    public static TestSet Of(TrainingSet set) => new DescriptorTestSet(set);

    /// <summary>Components of its descriptors; null where structures are described as the model wants.</summary>
    public virtual int? DescriptorSize => null;

    /// <summary>The part that a structure belongs to.</summary>
    public abstract int GroupOf(int index);

    /// <summary>The defects of all structures of a part; null where parts are not by defects.</summary>
    /// <param name="group">The part, an index into <see cref="Groups"/>.</param>
    public virtual SampleDefects? DefectsOf(int group) => null;

    /// <summary>Label of the class of a structure.</summary>
    public abstract string LabelOf(int index);

    /// <summary>What a model says about some of the structures, in their order.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="settings">Passes, seed and threads.</param>
    public abstract IEnumerable<TestAnswer> Answer(
        int first, int count, StructureClassifier classifier, PredictionSettings settings);

    /// <summary>The same of structures that are made when their turn comes, side by side.</summary>
    private protected static IEnumerable<TestAnswer> Answer(
        int first,
        int count,
        Func<int, AtomicStructure> make,
        StructureClassifier classifier,
        PredictionSettings settings)
    {
        IEnumerable<Member> members = Enumerable.Range(first, count).Select(index => new Member(index));
        foreach (ClassifiedItem<Member> item in classifier.ClassifyMany(members, one => one.Make(make), settings))
        {
            Classification result = item.Result ?? throw item.Error!;
            yield return new TestAnswer(
                result.Prediction, item.Item.MakingTime + result.DescriptorTime, result.NetworkTime);
        }
    }

    private sealed class Member(int index)
    {
        public TimeSpan MakingTime { get; private set; }

        public AtomicStructure Make(Func<int, AtomicStructure> make)
        {
            long start = Stopwatch.GetTimestamp();
            AtomicStructure structure = make(index);
            MakingTime = Stopwatch.GetElapsedTime(start);
            return structure;
        }
    }
}
