using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Labeling;
using Arise.Structures;

namespace Arise.Comparison;

/// <summary>
/// Asks several methods of the same atoms: the classical ones and the labels of this library. Immutable; any number of
/// threads may use one.
/// </summary>
/// <param name="labeler">The labeler to compare with; the default one when omitted, loaded once it is asked.</param>
/// <example>
/// <code>
/// AtomicStructure melt = StructureFile.ReadFirst("melt.dump");
/// ComparedAtoms compared = new MethodComparer().Compare(melt);
/// foreach (MethodAnswer answer in compared.Answers)
///     Console.WriteLine($"{answer.Method}: {answer.NamedShare:P1} of the atoms are some structure");
/// </code>
/// </example>
public sealed class MethodComparer(AtomLabeler? labeler = null)
{
    // A frame this large is compared by all threads, smaller ones side by side.
    private const int LargeFrame = 50_000;

    // Numbers, columns and counts of a method, and its columns as they are written.
    private const double BytesPerAnswer = 48;

    /// <summary>Asks the methods of the atoms of a structure.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Methods and what they are told; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="DescriptorException">The atoms are too few to be labeled, or in another unit.</exception>
    /// <exception cref="MemoryBudgetException">The atoms are too many for the memory.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public ComparedAtoms Compare(
        AtomicStructure structure,
        ComparisonSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new ComparisonSettings();
        settings.Validate();
        return CompareOne(structure, settings, MethodsOf(settings), settings.Threads, progress, cancellation);
    }

    /// <summary>
    /// Compares structures, such as the frames of a trajectory, in the order in which they come, reading only a few
    /// ahead: small ones side by side, large ones with all threads. The answers are those of <see cref="Compare"/>.
    /// </summary>
    /// <param name="items">What holds the structures.</param>
    /// <param name="structureOf">The structure that an item holds; null passes the item on without answers.</param>
    /// <param name="settings">Methods and what they are told; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done of a large structure.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <returns>One per item; a structure that cannot be compared does not end the enumeration.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; thrown while enumerating.</exception>
    public IEnumerable<(T Item, ComparedAtoms? Compared, AriseException? Error)> CompareMany<T>(
        IEnumerable<T> items,
        Func<T, AtomicStructure?> structureOf,
        ComparisonSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(structureOf);
        settings ??= new ComparisonSettings();
        settings.Validate();
        ComparedMethods.AnswerAtoms[] methods = MethodsOf(settings);
        return LookAhead.SelectBySize(
            items, item => structureOf(item)?.Count >= LargeFrame, One, settings.Threads, cancellation);

        (T Item, ComparedAtoms? Compared, AriseException? Error) One(T item, bool isLarge)
        {
            try
            {
                return structureOf(item) is { } structure
                    ? (item, CompareOne(
                        structure, settings, methods, isLarge ? settings.Threads : 1, isLarge ? progress : null,
                        cancellation), null)
                    : (item, null, null);
            }
            catch (AriseException error)
            {
                return (item, null, error);
            }
        }
    }

    private static ComparedAtoms CompareOne(
        AtomicStructure structure,
        ComparisonSettings settings,
        ComparedMethods.AnswerAtoms[] methods,
        int threads,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        MemoryBudget.Require(
            BytesPerAnswer * structure.Count * methods.Length,
            $"To compare {methods.Length} methods for {structure.Count} atoms",
            "take fewer atoms or methods");
        var answers = ImmutableArray.CreateBuilder<MethodAnswer>(methods.Length);
        foreach (ComparedMethods.AnswerAtoms method in methods)
            answers.Add(method(structure, threads, progress, cancellation));
        return new ComparedAtoms(structure, settings, answers.MoveToImmutable());
    }

    private ComparedMethods.AnswerAtoms[] MethodsOf(ComparisonSettings settings) =>
    [
        .. settings.Methods.Select(
            name => ComparedMethods.Create(name, settings, () => labeler ?? AtomLabeler.Default)),
    ];
}
