using System.CommandLine;
using Arise.Networks;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>How the atoms of images are classified, out of the command line of a classification.</summary>
internal static class ImagePrediction
{
    /// <summary>The model.</summary>
    public static StructureClassifier Classifier(ParseResult classify) =>
        classify.GetValue<string?>("--model") is { } model
            ? PredictionOptions.Classifier(model)
            : StructureClassifier.Default;

    /// <summary>Its settings.</summary>
    public static PredictionSettings Settings(ParseResult classify, int threads) => new()
    {
        Mode = classify.GetValue<PredictionMode>("--mode"),
        Passes = classify.GetValue<int>("--passes"),
        Tolerance = classify.GetValue<double>("--tolerance"),
        Seed = classify.GetValue<ulong>("--seed"),
        Threads = threads,
    };
}
