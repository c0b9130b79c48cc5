package org.gyre.deep.features;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.core.InputException;

/// A model in ONNX Runtime with one input and one output, both of single precision. This class and
/// [OnnxRuntime] alone know that library; without its jar this one does not even link, so
/// [OnnxRuntime#load] comes first.
final class OnnxSession implements AutoCloseable {
    private static final Pattern OPERATION = Pattern.compile("while running (\\S+) node\\. Name:'([^']*)'");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String name;
    private final String input;
    private final long[] shape;

    private OnnxSession(OrtEnvironment environment, OrtSession session, String name, String input, long[] shape) {
        this.environment = environment;
        this.session = session;
        this.name = name;
        this.input = input;
        this.shape = shape;
    }

    /// What a run gives.
    ///
    /// @param values row-major
    /// @param sizes  of the dimensions
    record Output(float[] values, long[] sizes) {}

    /// @param model   with one output
    /// @param name    of the file, for messages
    /// @param input   which input takes the images; the only one that has to be given
    /// @param threads inside one operation
    static OnnxSession open(byte[] model, String name, String input, int threads) {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            OrtSession session = environment.createSession(model, options);
            NodeInfo info = session.getInputInfo().get(input);
            if (info == null
                    || !(info.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.FLOAT
                    || tensor.getShape().length != 4) {
                session.close();
                throw new InputException(name + ": its input " + input
                        + " is not a batch of images of single precision; take a network for images");
            }
            return new OnnxSession(environment, session, name, input, tensor.getShape());
        } catch (OrtException e) {
            throw failed(name, e);
        }
    }

    /// The operation that failed, where the message names one.
    private static String brief(String message) {
        Matcher operation = OPERATION.matcher(message);
        return operation.find()
                ? "at its operation " + operation.group(2) + ", of the kind " + operation.group(1)
                : message;
    }

    private static InputException failed(String name, OrtException e) {
        return new InputException(
                name + ": ONNX Runtime cannot run it (" + brief(OnnxRuntime.firstLine(e.getMessage()))
                        + "); check that images have a size that the network takes, that the file is whole, and that its"
                        + " operators are of a version that is known here",
                e);
    }

    /// Sizes of the input; −1 for those that are free.
    long[] shape() {
        return shape.clone();
    }

    Output run(float[] values, long... sizes) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), sizes);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            if (!(result.get(0) instanceof OnnxTensor output) || output.getInfo().type != OnnxJavaType.FLOAT) {
                throw new InputException(
                        name + ": the tensor is not of single precision; choose another tensor, or export the"
                                + " network in single precision");
            }
            FloatBuffer buffer = output.getFloatBuffer();
            float[] copy = new float[buffer.remaining()];
            buffer.get(copy);
            return new Output(copy, output.getInfo().getShape());
        } catch (OrtException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
