using System.CommandLine;
using System.Globalization;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Studies.Recognition;

/// <summary>
/// How often a model is right and how far its passes agree, on pristine structures and on finite blocks with
/// missing and displaced atoms: the figures behind the words for mutual information.
/// </summary>
internal sealed class AgreementStudy(StructureClassifier classifier)
{
    private static readonly (double Missing, double Displaced)[] Defects =
        [(0.1, 0), (0.3, 0), (0, 0.01), (0.1, 0.02), (0, 0.04), (0, 0.07), (0, 0.1), (0.3, 0.1)];

    public static Command Command()
    {
        var command = new StudyCommand(
            "agreement",
            "Accuracy and mutual information of a model on perfect and defective structures.",
            "a minute",
            "docs/explanation/recognition.md",
            "0 for predictions, the number of the structure for its defects");
        Option<int> repetitions = command.Option("--repetitions", 4, "Defective copies of each block.");
        Option<int> classes = command.Option("--classes", int.MaxValue, "Only the first classes of the library.");
        Option<string> model = command.Model();
        return command.Runs(parsed =>
        {
            var classifier = new StructureClassifier(ShippedModels.Find(parsed.GetValue(model)!));
            new AgreementStudy(classifier).Run(parsed.GetValue(repetitions), parsed.GetValue(classes));
        });
    }

    private void Run(int repetitions, int classes)
    {
        Console.WriteLine(
            "missing atoms, displaced by up to (share of d_NN per component): structures, accuracy %, mean mutual "
            + "information,");
        Console.WriteLine(
            "share of structures below 0.1 bit and above 0.3; wrong answers: mean, share above 0.1 and above 0.3 bit");
        PristineStructures.Sample[] pristine = [.. PristineStructures.Of(PrototypeLibrary.Published.Take(classes))];
        Measure("pristine", pristine, (structure, _) => structure);
        PristineStructures.Sample[] blocks = [.. pristine.Where(sample => sample.Kind != "periodic")];
        PristineStructures.Sample[] many = [.. Enumerable.Repeat(blocks, repetitions).SelectMany(b => b)];
        foreach ((double missing, double displaced) in Defects)
        {
            Measure(
                string.Create(CultureInfo.InvariantCulture, $"{100 * missing:F0} %, {100 * displaced:F0} %"),
                many,
                (structure, seed) => DefectiveBlocks.Of(structure, seed, missing, displaced));
        }
    }

    private void Measure(
        string title, PristineStructures.Sample[] samples, Func<AtomicStructure, int, AtomicStructure> change)
    {
        (bool Right, double MutualInformation)[] answers =
            [.. classifier.ClassifyMany(samples.Index(), s => change(s.Item.Structure, s.Index))
                .Select(answer => (
                    answer.Result!.Best!.Label == answer.Item.Item.Prototype.Label, answer.Result.MutualInformation))];
        double[] all = [.. answers.Select(a => a.MutualInformation)];
        double[] wrong = [.. answers.Where(a => !a.Right).Select(a => a.MutualInformation)];
        string ofWrong = wrong.Length == 0 ? "none wrong" : string.Create(
            CultureInfo.InvariantCulture,
            $"wrong {wrong.Average():F2}, {Share(wrong, m => m > 0.1):F0} %, {Share(wrong, m => m > 0.3):F0} %");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title,-12} {all.Length,5}  {Share(answers, a => a.Right),6:F2}  {all.Average():F3}  "
            + $"{Share(all, m => m < 0.1),5:F1} %  {Share(all, m => m > 0.3),5:F1} %  {ofWrong}"));
    }

    private static double Share<T>(T[] values, Func<T, bool> holds) => 100.0 * values.Count(holds) / values.Length;
}
